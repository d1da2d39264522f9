/**
 * One native dialogue for the whole page. It keeps the focus inside, and gives it back to what
 * opened it; when that is gone from the page meanwhile, to the next action.
 */
import { signal } from '@preact/signals';
import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';

/** @typedef {{ key: number, title: string, body: () => unknown }} Content */

const content = signal(/** @type {Content | null} */ (null));
let opener = /** @type {Element | null} */ (null);
let keys = 0;

/** Open a dialogue, or show something else in the one that is open.
 * @param {string} title @param {() => unknown} body what is drawn inside */
export function openDialog(title, body) {
  if (content.peek() === null) opener = document.activeElement;
  keys += 1;
  content.value = { key: keys, title, body };
}

/** Close the dialogue, as Escape does. */
export function closeDialog() {
  document.querySelector('dialog')?.close();
}

/** Whether a dialogue is open. */
export function isOpen() {
  return content.peek() !== null;
}

function closed() {
  content.value = null;
  const target = opener?.isConnected ? opener : document.querySelector('#next-action');
  if (target instanceof HTMLElement) target.focus();
  opener = null;
}

/** The dialogue itself; stands once at the end of the page. */
export function Dialog() {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  const shown = content.value;
  useEffect(() => {
    if (!shown || !element.current) return;
    if (!element.current.open) element.current.showModal();
    const first = element.current.querySelector('[data-focus]') ?? heading.current;
    if (first instanceof HTMLElement) first.focus();
  }, [shown]);
  return html`<dialog ref=${element} aria-labelledby="dialog-title" onClose=${closed}>
    ${
      shown &&
      html`<header>
          <h2 id="dialog-title" tabindex="-1" ref=${heading}>${shown.title}</h2>
          <button type="button" class="quiet" onClick=${closeDialog}>Close</button>
        </header>
        <${Body} key=${shown.key} draw=${shown.body} />`
    }
  </dialog>`;
}

/** @param {{ draw: () => unknown }} props */
function Body({ draw }) {
  return draw();
}
