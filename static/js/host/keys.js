/**
 * The host's keys. They do nothing while somebody types or a dialogue is open.
 */
import { html } from 'htm/preact';

import { openDialog, isOpen } from '#js/host/dialog.js';

/** @typedef {{ main: () => unknown, moveOn: () => unknown, minute: (sign: 1 | -1) => unknown, undo: () => unknown }} Acts
 * what the host does with the clock */

const HELP = [
  ['S or Space', 'Start, pause, go on'],
  ['N', 'Next: move on now'],
  ['+', 'A minute more'],
  ['−', 'A minute less'],
  ['U', 'Undo'],
  ['?', 'These keys'],
];

/** Listen for the keys. @param {Acts} acts */
export function listen({ main, moveOn, minute, undo }) {
  const keys = /** @type {Record<string, () => unknown>} */ ({
    s: main,
    ' ': main,
    n: moveOn,
    '+': () => minute(1),
    '=': () => minute(1),
    '-': () => minute(-1),
    u: undo,
    '?': help,
  });
  document.addEventListener('keydown', (event) => {
    const act = keys[event.key.toLowerCase()];
    if (!act || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (isOpen() || takesKeys(event.target, event.key)) return;
    event.preventDefault();
    act();
  });
}

/** Whether what has the focus wants this key for itself.
 * @param {EventTarget | null} target @param {string} key */
function takesKeys(target, key) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input, select, textarea, [contenteditable], dialog')) return true;
  return key === ' ' && target.closest('button, a, summary, [role="tab"]') !== null;
}

/** Show the keys. */
export function help() {
  openDialog(
    'Keys',
    () => html`<div class="stack">
      <dl class="keys">
        ${HELP.map(([key, words]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${words}</dd></div>`)}
      </dl>
      <p class="soft">While you type, or while a dialogue is open, they do nothing.</p>
    </div>`,
  );
}
