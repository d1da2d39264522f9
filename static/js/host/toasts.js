/**
 * Short words at the foot of the page: what was done, and every refusal until it is put away.
 */
import { signal } from '@preact/signals';
import { html } from 'htm/preact';

/** @typedef {{ key: number, text: string, kind: 'done' | 'refused', action?: { label: string, run: () => void } }} Toast */

/** How long something that was done is shown, and how much longer for every sign there is to read. */
const SHOWN_MS = 7000;
const A_SIGN_MS = 40;
const toasts = signal(/** @type {Toast[]} */ ([]));
let keys = 0;

/** Say that something was done; it goes away by itself.
 * @param {string} text @param {Toast['action']} [action] something to press beside it */
export function done(text, action) {
  const toast = show('done', text, action);
  setTimeout(() => putAway(toast.key), SHOWN_MS + A_SIGN_MS * text.length);
}

/** Say that something could not be done, and why; it stays until it is put away or said again.
 * @param {string} text */
export function refused(text) {
  toasts.value = toasts.value.filter((toast) => toast.text !== text);
  show('refused', text);
}

/** @param {Toast['kind']} kind @param {string} text @param {Toast['action']} [action] */
function show(kind, text, action) {
  keys += 1;
  /** @type {Toast} */
  const toast = action ? { key: keys, text, kind, action } : { key: keys, text, kind };
  const others = toasts.value.filter((other) => kind === 'refused' || other.kind === 'refused');
  toasts.value = [...others.slice(-2), toast];
  return toast;
}

/** @param {number} key */
function putAway(key) {
  toasts.value = toasts.value.filter((toast) => toast.key !== key);
}

/** Both live regions; they stand in the page before anything is said in them. */
export function Toasts() {
  return html`<div class="toasts">
    <div role="alert">${toasts.value.filter((t) => t.kind === 'refused').map(one)}</div>
    <div role="status">${toasts.value.filter((t) => t.kind === 'done').map(one)}</div>
  </div>`;
}

/** @param {Toast} toast */
function one(toast) {
  const { key, text, kind, action } = toast;
  return html`<div class="toast" data-kind=${kind} key=${key}>
    <p>${text}</p>
    ${action && html`<button type="button" class="quiet" onClick=${() => (putAway(key), action.run())}>${action.label}</button>`}
    <button type="button" class="quiet" aria-label="Put this message away" onClick=${() => putAway(key)}>✕</button>
  </div>`;
}
