/**
 * What the host does with the clock, by button or by key.
 */
import { computed } from '@preact/signals';
import { html } from 'htm/preact';

import { openDialog, closeDialog } from '#js/host/dialog.js';
import { press, underWay } from '#js/host/orders.js';
import { nextWords } from '#js/host/rounds_facts.js';
import { allowed, clockState, segmentIndex, view } from '#js/host/store.js';
import { done } from '#js/host/toasts.js';
import { undoWords } from '#js/host/words.js';

const MINUTE = 60;

/** @typedef {{ type: string, label: string, said: string }} Act */

const MAIN = /** @type {Record<string, Act>} */ ({
  waiting: { type: 'start', label: 'Start', said: 'It has begun.' },
  running: { type: 'pause', label: 'Pause', said: 'The clock stands still on every phone.' },
  paused: { type: 'resume', label: 'Go on', said: 'The clock runs again.' },
  overtime: { type: 'advance', label: 'Next', said: 'Moved on.' },
});

/** The one thing to do next, or null once the session has ended. */
export const mainAct = computed(() => MAIN[clockState.value] ?? null);

/** The name of what Next begins, for a button. */
export const nextName = computed(() => view.value.agenda[segmentIndex.value + 1]?.label ?? 'the end');

/** What Next begins, in words. */
export const nextLabel = computed(() => nextWords(view.value.agenda, segmentIndex.value));

/** What a message says beside something that can be taken back. */
export const undoIt = { label: 'Undo', run: () => void undo() };

/** What a press does, without the second of a double click: by then the button means something else.
 * @param {() => unknown} act @returns {(event: MouseEvent) => void} */
export function once(act) {
  return (event) => void (event.detail > 1 || act());
}

/** Do the one thing that comes next. */
export async function main() {
  const act = mainAct.peek();
  if (act && !underWay.peek().has(act.type) && (await press(act.type))) done(act.said, act.type === 'pause' ? undefined : undoIt);
}

/** Run the next segment now. */
export async function moveOn() {
  const words = nextLabel.peek();
  if (!allowed.peek().has('advance')) return;
  if (await press('advance')) done(`Moved on to ${words}.`, undoIt);
}

/** Give the running segment a minute more, or take one away.
 * @param {1 | -1} sign */
export async function minute(sign) {
  if (!allowed.peek().has('extend')) return;
  if (await press('extend', { seconds: sign * MINUTE })) done(sign > 0 ? 'A minute more.' : 'A minute less.', undoIt);
}

/** Take the last command back. */
export async function undo() {
  const { undo: type, undo_added_ms: added } = view.peek();
  if (type && (await press('undo'))) done(`Undone: ${undoWords(type, added)}.`);
}

/** Ask, then end the session. */
export function askEnd() {
  openDialog('End the session?', () => html`<${EndQuestion} />`);
}

function EndQuestion() {
  const end = async () => {
    closeDialog();
    if (await press('end')) done('The session has ended.', undoIt);
  };
  return html`<div class="stack">
    <p>Every phone says goodbye and shows whom its owner met. Rounds that have not been held are left out. You can undo this.</p>
    <div class="actions">
      <button type="button" class="danger" onClick=${end}>End it now</button>
      <button type="button" data-focus onClick=${closeDialog}>Go on with the session</button>
    </div>
  </div>`;
}
