/**
 * What the host does with the rooms' clocks, by button or by key: in the room on the desk, or everywhere.
 */
import { computed } from '@preact/signals';
import { html } from 'htm/preact';

import { undoIt } from '#js/host/acts.js';
import { closeDialog, openDialog } from '#js/host/dialog.js';
import { press, underWay } from '#js/host/orders.js';
import { nameOf } from '#js/host/store.js';
import { done, refused } from '#js/host/toasts.js';
import { undoWords } from '#js/host/words.js';
import { actOf, actOfAll } from '#js/host/wip/next_act.js';
import { chosen, chosenRoom, EVERY, rooms, unfit, view } from '#js/host/wip/store.js';

const MINUTE = 60;

/** The one thing to do next on the desk, or null once all is over. */
export const mainAct = computed(() => (chosenRoom.value ? actOf(chosenRoom.value) : actOfAll(rooms.value)));

/** Types of the commands that make sense on the desk now. */
export const allowed = computed(() => new Set((chosenRoom.value ?? view.value).allowed));

/** How the desk's rooms are named in a sentence. */
export const subject = computed(() => chosenRoom.value?.name ?? 'Every room');

/** Give a room, or every room, a command, and say what was done or why not.
 * @param {string} type @param {string} track @param {string} said @param {Record<string, unknown>} [fields] */
export async function steer(type, track, said, fields = {}) {
  if (underWay.peek().has(type)) return false;
  const answer = await press(type, { track, ...fields });
  if (!answer) return false;
  for (const warning of answer.warnings ?? []) refused(warning);
  done(said, undoIt);
  return true;
}

/** Do the one thing that comes next. */
export async function main() {
  const act = mainAct.peek();
  if (!act || notReady()) return;
  await steer(act.type, chosen.peek(), chosenRoom.peek() ? `${subject.peek()} ${act.said}.` : act.said);
}

/** Do the one thing that comes next in a room that is not on the desk. @param {import('./store.js').RoomNow} room */
export async function mainIn(room) {
  const act = actOf(room);
  if (act) await steer(act.type, room.id, `${room.name} ${act.said}.`);
}

/** Run the next segment now. */
export async function moveOn() {
  if (!allowed.peek().has('advance')) return;
  await steer('advance', chosen.peek(), chosenRoom.peek() ? `${subject.peek()} has moved on.` : 'Every room has moved on.');
}

/** Give the running segments a minute more, or take one away. @param {1 | -1} sign */
export async function minute(sign) {
  if (!allowed.peek().has('extend')) return;
  await steer('extend', chosen.peek(), `${subject.peek()}: a minute ${sign > 0 ? 'more' : 'less'}.`, { seconds: sign * MINUTE });
}

/** What Undo takes back: with a room on the desk the last command there, whoever gave it; else the host's own last. */
export const undoing = computed(() => {
  const room = rooms.value.length > 1 ? chosenRoom.value : null;
  return room?.undo ? { type: room.undo, fields: { track: room.id } } : { type: view.value.undo, fields: {} };
});

/** Take it back. */
export async function undo() {
  const { type, fields } = undoing.peek();
  if (type && (await press('undo', fields))) done(`Undone: ${undoWords(type)}.`);
}

/** Shorten what is to come so that it ends on time. @param {string} track */
export async function catchUpIn(track) {
  await steer('catch_up', track, track === EVERY ? 'Rooms that were late are shorter now.' : `${nameOf.peek()(track)} is shorter now.`);
}

/** Have the running order worked out. What does not fit stays on the page. */
export async function propose() {
  const answer = await press('propose_order');
  if (!answer) return;
  unfit.value = answer.warnings ?? [];
  done(unfit.value.length === 0 ? 'Every paper has its room and its time.' : 'This is the running order. Not everything fits.', undoIt);
}

/** Whether there is nothing to start yet: no paper has a place. */
export const nothingOn = computed(() => rooms.value.every((room) => !room.agenda.some((segment) => segment.paper)));

/** Before the start without an order a key starts nothing. */
function notReady() {
  return nothingOn.peek() && mainAct.peek()?.type === 'start';
}

/** Ask, then end the room on the desk, or all. */
export function askEnd() {
  const [track, room] = [chosen.peek(), chosenRoom.peek()];
  const title = room ? `End ${room.name}?` : 'End the session?';
  openDialog(title, () => html`<${EndQuestion} track=${track} name=${room?.name ?? ''} />`);
}

/** @param {{ track: string, name: string }} props */
function EndQuestion({ track, name }) {
  const end = async () => {
    closeDialog();
    await steer('end', track, name ? `${name} has ended.` : 'The session has ended.');
  };
  const others = name ? 'The other rooms go on.' : 'That is so in every room.';
  return html`<div class="stack">
    <p>What is still to come is left out. ${others} You can undo this.</p>
    <div class="actions">
      <button type="button" class="danger" onClick=${end}>End it now</button>
      <button type="button" data-focus onClick=${closeDialog}>Go on</button>
    </div>
  </div>`;
}
