/**
 * The form for a new paper, or for changing one.
 *
 * @typedef {import('../../types_wip.d.ts').HostPaper} HostPaper
 * @typedef {{ name: string, label: string, hint?: string, text: string, type?: string, long?: boolean }} Field
 */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { undoIt } from '#js/host/acts.js';
import { closeDialog, openDialog } from '#js/host/dialog.js';
import { order } from '#js/host/orders.js';
import { nameOf } from '#js/host/store.js';
import { minutesOfDay, timeOfDay } from '#js/host/time_of_day.js';
import { done } from '#js/host/toasts.js';
import { folded } from '#js/host/words.js';
import { view } from '#js/host/wip/store.js';

const LISTS = ['presenters', 'discussants', 'keywords'];
const SEVERAL = 'Several are separated by semicolons';

/** Open the form. @param {HostPaper | null} paper null for a new one */
export function openPaper(paper) {
  openDialog(paper ? 'Change a paper' : 'Add a paper', () => html`<${PaperForm} paper=${paper} />`);
}

/** @param {HostPaper | null} paper @returns {Field[]} */
function fieldsOf(paper) {
  const names = (/** @type {string[]} */ ids = []) => ids.map(nameOf.peek()).join('; ');
  return [
    { name: 'title', label: 'Title', text: paper?.title ?? '' },
    { name: 'presenters', label: 'Presented by', hint: `${SEVERAL}. Whoever is not on the list of people is put on it.`, text: names(paper?.presenters) },
    { name: 'discussants', label: 'Discussants', hint: SEVERAL, text: names(paper?.discussants) },
    { name: 'keywords', label: 'Keywords', hint: `${SEVERAL}. Papers with common ones share a room.`, text: (paper?.keywords ?? []).join('; ') },
    { name: 'link', label: 'Address of the draft', type: 'url', text: paper?.link ?? '' },
    { name: 'abstract', label: 'Abstract', long: true, text: paper?.abstract ?? '' },
  ];
}

/** @param {{ paper: HostPaper | null }} props */
function PaperForm({ paper }) {
  const [faults, setFaults] = useState(/** @type {Record<string, string>} */ ({}));
  const [busy, setBusy] = useState(false);
  /** @param {SubmitEvent} event */
  const save = async (event) => {
    event.preventDefault();
    setBusy(true);
    setFaults(await saved(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)), paper));
    setBusy(false);
  };
  return html`<form class="stack" onSubmit=${save} novalidate>
    ${fieldsOf(paper).map((field) => html`<${Line} key=${field.name} field=${field} fault=${faults[field.name] ?? ''} />`)}
    <${Wishing} paper=${paper} />
    ${faults[''] && html`<p class="fault" role="alert">${faults['']}</p>`}
    <div class="actions">
      <button type="submit" class="primary" disabled=${busy}>${paper ? 'Save' : 'Add'}</button>
      <button type="button" onClick=${closeDialog}>Cancel</button>
    </div>
  </form>`;
}

/** @param {{ field: Field, fault: string }} props */
function Line({ field, fault }) {
  const { name, label, hint, text, type, long } = field;
  const common = {
    id: `paper-${name}`,
    name,
    defaultValue: text,
    'aria-invalid': fault ? 'true' : undefined,
    'aria-describedby': `paper-${name}-says`,
  };
  return html`<div class="field">
    <label for=${`paper-${name}`}>${label}</label>
    ${long ? html`<textarea ...${common} rows="5"></textarea>` : html`<input ...${common} type=${type ?? 'text'} autocomplete="off" data-focus=${name === 'title' ? '' : undefined} />`}
    <p id=${`paper-${name}-says`} class=${fault ? 'fault' : 'hint'}>${fault || hint}</p>
  </div>`;
}

/** What must hold of when and where. @param {{ paper: HostPaper | null }} props */
function Wishing({ paper }) {
  const { not_before: from, done_by: until, day, first, last, room } = paper?.wishes ?? NO_WISHES;
  const rooms = view.value.tracks.map(({ name }) => name);
  return html`<fieldset class="choice wishes">
    <legend>When and where</legend>
    <div class="group-body grid">
      <div class="field"><label for="paper-from">Not before</label><input id="paper-from" name="not_before" type="time" defaultValue=${from === null ? '' : timeOfDay(from)} /></div>
      <div class="field"><label for="paper-until">Done by</label><input id="paper-until" name="done_by" type="time" defaultValue=${until === null ? '' : timeOfDay(until)} /></div>
      <div class="field"><label for="paper-day">On day</label><input id="paper-day" name="day" type="number" min="1" max="31" defaultValue=${day ?? ''} /></div>
      <div class="field"><label for="paper-place">In its room</label>
        <select id="paper-place" name="place">
          ${[['', 'anywhere'], ['first', 'first'], ['last', 'last']].map(([value, words]) => html`<option key=${value} value=${value}
            selected=${value === (first ? 'first' : last ? 'last' : '')}>${words}</option>`)}
        </select></div>
      <div class="field"><label for="paper-room">Room</label>
        <select id="paper-room" name="room">
          ${['', ...new Set([...rooms, ...(room ? [room] : [])])].map((name) => html`<option key=${name} value=${name} selected=${name === room}>${name || 'any'}</option>`)}
        </select></div>
    </div>
  </fieldset>`;
}

const NO_WISHES = { not_before: null, done_by: null, day: null, first: false, last: false, room: '' };

/** Give the command; presenters and discussants who are not on the list of people are put on it first.
 * @param {FormData} form @param {HostPaper | null} paper
 * @returns {Promise<Record<string, string>>} faults by field, the whole form's under '' */
async function saved(form, paper) {
  const fields = readForm(form);
  if (!fields['title']) return { title: 'Give a title.' };
  if (fields['presenters'].length === 0) return { presenters: 'Say who presents it.' };
  const unknown = strangers([...fields['presenters'], ...fields['discussants']]);
  for (const name of unknown) {
    const added = await order('add_person', { name, here: false });
    if (!added.ok) return { '': added.message };
  }
  const outcome = paper ? await order('update_paper', { paper: paper.id, ...fields }) : await order('add_paper', fields);
  if (!outcome.ok) return faultsOf(outcome);
  closeDialog();
  done(paper ? 'The paper is saved.' : 'The paper is on the list.', undoIt);
  return {};
}

/** Names that nobody on the list has; an email address is never taken for a name. @param {string[]} names */
function strangers(names) {
  const known = new Set(view.peek().people.flatMap(({ id, name, email }) => [id, folded(name), folded(email)]));
  return [...new Set(names)].filter((name) => !known.has(folded(name)) && !name.includes('@'));
}

/** @param {FormData} form @returns {Record<string, any>} */
function readForm(form) {
  const text = (/** @type {string} */ name) => String(form.get(name) ?? '').trim();
  const list = (/** @type {string} */ name) => text(name).split(';').map((word) => word.trim()).filter(Boolean);
  return {
    title: text('title'),
    link: text('link'),
    abstract: text('abstract'),
    ...Object.fromEntries(LISTS.map((name) => [name, list(name)])),
    wishes: {
      not_before: minutesOfDay(text('not_before')),
      done_by: minutesOfDay(text('done_by')),
      day: text('day') === '' ? null : Number(text('day')),
      first: text('place') === 'first',
      last: text('place') === 'last',
      room: text('room'),
    },
  };
}

/** @param {{ message: string, details: { field: string, message: string }[] }} outcome */
function faultsOf({ message, details }) {
  const shown = ['title', 'link', 'abstract', ...LISTS];
  const named = details.map(({ field, message: words }) => [field.split(/[.[]/)[0] ?? '', words]);
  const known = named.filter(([field]) => shown.includes(field ?? ''));
  return Object.fromEntries(known.length > 0 ? known : [['', details.map((detail) => detail.message).join('; ') || message]]);
}
