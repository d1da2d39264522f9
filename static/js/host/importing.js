/**
 * A roster file: chosen or dropped, looked at with every problem and its mend, and only then saved.
 */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { closeDialog, openDialog } from '#js/host/dialog.js';
import { ask } from '#js/http.js';
import { Preview } from '#js/host/import_preview.js';
import { catchUp, path, view } from '#js/host/store.js';
import { done } from '#js/host/toasts.js';
import { counted } from '#js/host/words.js';

/** @typedef {import('./import_preview.js').Reading} Reading */
/** @typedef {'preview' | 'add' | 'replace'} Mode */

/** Open the dialogue. */
export function openImport() {
  openDialog('Import a list of people', () => html`<${Import} />`);
}

/** Send a file. With problems in it nothing is saved, whatever the mode.
 * @param {File} file @param {Mode} mode
 * @returns {Promise<{ reading: Reading | null, fault: string }>} */
async function send(file, mode) {
  const headers = { 'Content-Type': 'application/octet-stream', 'X-Filename': encodeURIComponent(file.name) };
  const answer = await ask(`${path}/roster?mode=${mode}`, { method: 'POST', headers, body: file });
  const body = /** @type {any} */ (answer.body);
  if (body?.people || body?.problems) return { reading: /** @type {Reading} */ (body), fault: '' };
  return { reading: null, fault: body?.error?.message ?? 'This file could not be read.' };
}

function Import() {
  const [file, setFile] = useState(/** @type {File | null} */ (null));
  const [reading, setReading] = useState(/** @type {Reading | null} */ (null));
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);

  /** @param {File | null | undefined} chosen */
  const look = async (chosen) => {
    if (!chosen) return;
    setFile(chosen);
    setReading(null);
    setBusy(true);
    const found = await send(chosen, 'preview');
    setReading(found.reading);
    setFault(found.fault);
    setBusy(false);
  };

  /** @param {Mode} mode */
  const save = async (mode) => {
    if (!file) return;
    setBusy(true);
    const saved = await send(file, mode);
    setBusy(false);
    if (saved.fault || (saved.reading?.problems ?? []).length > 0) {
      setFault(saved.fault || 'Nothing was saved: the file has problems.');
      if (saved.reading) setReading(saved.reading);
      return;
    }
    await catchUp();
    closeDialog();
    done(`${counted(saved.reading?.people.length ?? 0, 'person is', 'people are')} on the list now.`);
  };

  return html`<div class="stack" aria-busy=${busy}>
    <${DropZone} take=${look} name=${file?.name ?? ''} />
    ${busy && html`<p class="soft" role="status">Reading ${file?.name} …</p>`}
    ${fault && html`<p class="note stop" role="alert">${fault}</p>`}
    ${reading && html`<${Preview} reading=${reading} />`}
    ${reading && html`<${Saving} reading=${reading} busy=${busy} save=${save} />`}
  </div>`;
}

/** @param {{ take: (file: File | null | undefined) => void, name: string }} props */
function DropZone({ take, name }) {
  const [over, setOver] = useState(false);
  /** @param {DragEvent} event */
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files[0]);
  };
  /** @param {DragEvent} event */
  const drag = (event) => {
    event.preventDefault();
    setOver(true);
  };
  return html`<div class="drop-zone" data-over=${over} onDragOver=${drag} onDragLeave=${() => setOver(false)} onDrop=${drop}>
    <label for="roster-file">${name ? `This is ${name}. Choose or drop another file` : 'Choose a file, or drop it here'}</label>
    <input id="roster-file" type="file" data-focus accept=".csv,.tsv,.txt,.xlsx,text/csv"
      onClick=${(/** @type {any} */ event) => (event.currentTarget.value = '')}
      onChange=${(/** @type {any} */ event) => take(event.currentTarget.files[0])} />
    ${!name && html`<p class="hint">CSV or Excel (.xlsx), one person a row, with a column “name” and one of “years” or
      “role”. You see what was understood first; nothing is saved until you say so.</p>`}
  </div>`;
}

/** @param {{ reading: Reading, busy: boolean, save: (mode: Mode) => void }} props */
function Saving({ reading, busy, save }) {
  const there = view.value.people.length;
  const count = reading.people.length;
  const blocked = busy || count === 0 || reading.problems.length > 0;
  if (reading.problems.length > 0) {
    return html`<p class="note stop">Nothing is saved while there are problems. Mend them in your file, save it, and
      choose it again.</p>`;
  }
  return html`<div class="actions">
    ${
      there > 0 &&
      html`<button type="button" class="danger" disabled=${blocked} onClick=${() => save('replace')}>
        Replace the ${counted(there, 'person', 'people')} on the list</button>`
    }
    <button type="button" class="primary" disabled=${blocked} onClick=${() => save('add')}>
      ${there > 0 ? 'Add' : 'Save'} ${counted(count, 'person', 'people')}</button>
    <button type="button" onClick=${closeDialog}>Cancel</button>
  </div>`;
}
