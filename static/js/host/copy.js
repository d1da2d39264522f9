/**
 * Text to copy, with a button that says whether it worked; where it does not, the text is selected.
 */
import { html } from 'htm/preact';
import { useRef, useState } from 'preact/hooks';

import { copy } from '#js/copy.js';

const BY_HAND = 'Selected: press Ctrl+C, or ⌘C on a Mac.';

/** @param {{ text: string, label: string, rows?: number }} props */
export function Copyable({ text, label, rows = 1 }) {
  const field = useRef(/** @type {HTMLTextAreaElement | HTMLInputElement | null} */ (null));
  const [said, setSaid] = useState('');
  const press = async () => {
    const worked = await copy(text);
    if (!worked) field.current?.select();
    setSaid(worked ? 'Copied.' : BY_HAND);
  };
  const common = { ref: field, readOnly: true, value: text, 'aria-label': label.replace(/^Copy /, 'Text: ') };
  return html`<div class="copyable">
    ${rows > 1 ? html`<textarea ...${common} rows=${rows}></textarea>` : html`<input ...${common} />`}
    <div><button type="button" onClick=${press}>${label}</button></div>
    <p class="small" role="status">${said}</p>
  </div>`;
}
