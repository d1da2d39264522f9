/**
 * Putting a break into the running order: in one room, or at the same place of every room.
 *
 * @typedef {import('./store.js').RoomNow} RoomNow
 * @typedef {{ value: string, words: string }} Choice `value` is the room and the place in its agenda
 */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { closeDialog, openDialog } from '#js/host/dialog.js';
import { clockState, nameOf } from '#js/host/store.js';
import { counted } from '#js/host/words.js';
import { steer } from '#js/host/wip/acts.js';
import { commonGaps, gapsOf } from '#js/host/wip/places.js';
import { EVERY, rooms } from '#js/host/wip/store.js';

const LENGTHS = [10, 15, 30];
const USUAL = 10;
const MOST = 240;
/** Stands for the place after the paper that is on, which is another one in every room. */
const NEXT = 'next';

/** Whether a break can be put in anywhere. */
export function roomForBreaks() {
  return rooms.value.some((room) => gapsIn(room).length > 0);
}

/** Ask where and how long. @param {string} room the room to begin with, or every room @param {string} [paper] before which paper */
export function openBreak(room, paper) {
  openDialog('Put in a break', () => html`<${Form} room=${room} paper=${paper} />`);
}

/** @param {RoomNow} room */
function gapsIn(room) {
  return room.now.state === 'ended' ? [] : gapsOf(room.agenda, room.now.index);
}

/** The places that are the same in every room. @returns {Choice[]} */
function everywhere() {
  if (rooms.value.length < 2) return [];
  if (clockState.value !== 'waiting') return [{ value: `${EVERY}/${NEXT}`, words: 'Every room: after this paper' }];
  return commonGaps(rooms.value.map(gapsIn)).map(({ index, place }) => ({
    value: `${EVERY}/${index}`,
    words: `Every room: before paper ${place}`,
  }));
}

/** @param {RoomNow} room @returns {(Choice & { paper: string })[]} */
function within(room) {
  return gapsIn(room).map(({ index, paper }) => ({ paper, value: `${room.id}/${index}`, words: `${room.name}: before ${nameOf.value(paper)}` }));
}

/** @param {{ room: string, paper?: string }} props */
function Form({ room, paper }) {
  const [minutes, setMinutes] = useState(USUAL);
  const all = everywhere();
  const first = (all[1] ?? all[0])?.value;
  return html`<form class="stack" onSubmit=${put}>
    <div class="field"><label for="break-where">Where?</label>
      <select id="break-where" name="where" data-focus>
        ${all.length > 0 && html`<optgroup label="Every room">${all.map((one) => html`<${Option} key=${one.value} ...${one} selected=${room === EVERY && one.value === first} />`)}</optgroup>`}
        ${rooms.value.map((each) => html`<optgroup key=${each.id} label=${each.name}>
          ${within(each).map((one, at) => html`<${Option} key=${one.value} ...${one} selected=${each.id === room && (paper ? one.paper === paper : at === 0)} />`)}
        </optgroup>`)}
      </select></div>
    <div class="field"><label for="break-minutes">How many minutes?</label>
      <div class="cluster">
        <input id="break-minutes" class="few" name="minutes" type="number" min="1" max=${MOST} step="1" required value=${minutes}
          onInput=${(/** @type {any} */ event) => setMinutes(event.currentTarget.valueAsNumber || 0)} />
        ${LENGTHS.map((length) => html`<button type="button" key=${length} aria-pressed=${length === minutes} onClick=${() => setMinutes(length)}>${length}</button>`)}
      </div></div>
    <div class="field"><label for="break-label">What is it called?</label>
      <input id="break-label" name="label" maxlength="60" required defaultValue="Break" autocomplete="off" /></div>
    <div class="actions">
      <button type="submit" class="primary">Put it in</button>
      <button type="button" onClick=${closeDialog}>Leave it</button>
    </div>
  </form>`;
}

/** @param {Choice & { selected: boolean }} props */
function Option({ value, words, selected }) {
  return html`<option value=${value} selected=${selected}>${words}</option>`;
}

/** @param {SubmitEvent} event */
async function put(event) {
  event.preventDefault();
  const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
  const [track = EVERY, at = NEXT] = String(form.get('where')).split('/');
  const minutes = Number(form.get('minutes'));
  const label = String(form.get('label')).trim();
  closeDialog();
  const where = track === EVERY ? 'Every room' : nameOf.peek()(track);
  const said = `${where}: “${label}” of ${counted(minutes, 'minute', 'minutes')} is in.`;
  await steer('insert_segment', track, said, { minutes, label, ...(at !== NEXT && { index: Number(at) }) });
}
