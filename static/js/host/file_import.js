/**
 * A file of people or of papers: chosen or dropped, looked at with every problem and its mend, and only then saved.
 */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { closeDialog } from '#js/host/dialog.js';
import { ask } from '#js/http.js';
import { catchUp, path } from '#js/host/store.js';
import { done } from '#js/host/toasts.js';
import { counted } from '#js/host/words.js';

/** @typedef {import('./import_preview.js').Problem} Problem */
/** @typedef {{ problems: Problem[], notes?: Problem[] }} Reading */
/** @typedef {'preview' | 'add' | 'replace'} Mode */

/** What the file holds: where it is sent, what each row is called, how many were found in it, how many
 * there are already, and how it is shown.
 * @typedef {{ kind: string, words: [string, string], found: (reading: any) => number, there: () => number,
 *   replaces: (count: string) => string, hint: string, Preview: (props: { reading: any }) => unknown, mayReplace: boolean,
 *   example?: string }} Sort `example` is where a file to start from is, if there is one */

/** Send a file. With problems in it nothing is saved, whatever the mode.
 * @param {string} kind @param {File} file @param {Mode} mode
 * @returns {Promise<{ reading: Reading | null, fault: string }>} */
async function send(kind, file, mode) {
  const headers = { 'Content-Type': 'application/octet-stream', 'X-Filename': encodeURIComponent(file.name) };
  const answer = await ask(`${path}/${kind}?mode=${mode}`, { method: 'POST', headers, body: file });
  const body = /** @type {any} */ (answer.body);
  if (body?.problems) return { reading: /** @type {Reading} */ (body), fault: '' };
  return { reading: null, fault: body?.error?.message ?? 'This file could not be read.' };
}

/** @param {{ sort: Sort }} props */
export function Import({ sort }) {
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
    const found = await send(sort.kind, chosen, 'preview');
    setReading(found.reading);
    setFault(found.fault);
    setBusy(false);
  };

  /** @param {Mode} mode */
  const save = async (mode) => {
    if (!file) return;
    setBusy(true);
    const saved = await send(sort.kind, file, mode);
    setBusy(false);
    if (saved.fault || (saved.reading?.problems ?? []).length > 0) {
      setFault(saved.fault || 'Nothing was saved: the file has problems.');
      if (saved.reading) setReading(saved.reading);
      return;
    }
    await catchUp();
    closeDialog();
    done(`Saved: ${counted(sort.found(saved.reading), ...sort.words)}.`);
  };

  return html`<div class="stack" aria-busy=${busy}>
    ${
      sort.example &&
      !file &&
      html`<p>No file yet? Open the example in Excel or another spreadsheet, put your people in the place of those there,
          and save it.</p>
        <p><a class="button" href=${sort.example} download>Download an example</a></p>`
    }
    <${DropZone} take=${look} name=${file?.name ?? ''} hint=${sort.hint} id=${`${sort.kind}-file`} />
    ${busy && html`<p class="soft" role="status">Reading ${file?.name} …</p>`}
    ${fault && html`<p class="note stop" role="alert">${fault}</p>`}
    ${reading && html`<${sort.Preview} reading=${reading} />`}
    ${reading && html`<${Saving} sort=${sort} reading=${reading} busy=${busy} save=${save} />`}
  </div>`;
}

/** @param {{ take: (file: File | null | undefined) => void, name: string, hint: string, id: string }} props */
function DropZone({ take, name, hint, id }) {
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
    <label for=${id}>${name ? `This is ${name}. Choose or drop another file` : 'Choose a file, or drop it here'}</label>
    <input id=${id} type="file" data-focus accept=".csv,.tsv,.txt,.xlsx,text/csv"
      onClick=${(/** @type {any} */ event) => (event.currentTarget.value = '')}
      onChange=${(/** @type {any} */ event) => take(event.currentTarget.files[0])} />
    ${!name && html`<p class="hint">${hint} You see what was understood first; nothing is saved until you say so.</p>`}
  </div>`;
}

/** @param {{ sort: Sort, reading: Reading, busy: boolean, save: (mode: Mode) => void }} props */
function Saving({ sort, reading, busy, save }) {
  const there = sort.there();
  const count = sort.found(reading);
  const blocked = busy || count === 0 || reading.problems.length > 0;
  if (reading.problems.length > 0) {
    return html`<p class="note stop">Nothing is saved while there are problems. Mend them in your file, save it, and
      choose it again.</p>`;
  }
  return html`<div class="actions">
    ${
      there > 0 &&
      sort.mayReplace &&
      html`<button type="button" class="danger" disabled=${blocked} onClick=${() => save('replace')}>
        ${sort.replaces(counted(there, ...sort.words))}</button>`
    }
    <button type="button" class="primary" disabled=${blocked} onClick=${() => save('add')}>
      ${there > 0 ? 'Add' : 'Save'} ${counted(count, ...sort.words)}</button>
    <button type="button" onClick=${closeDialog}>Cancel</button>
  </div>`;
}
