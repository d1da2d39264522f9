/**
 * A message to everybody, on every page until it is taken away.
 */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { press } from '#js/host/orders.js';
import { view } from '#js/host/store.js';
import { done } from '#js/host/toasts.js';

const MOST = 280;

/** The message that is shown, and a field for another. */
export function Announcing() {
  const [text, setText] = useState('');
  const shown = view.value.announcement;
  /** @param {Event} event */
  const say = async (event) => {
    event.preventDefault();
    if (!text.trim() || !(await press('announce', { text: text.trim() }))) return;
    setText('');
    done('Shown on every page.');
  };
  return html`<form class="announcing" onSubmit=${say}>
    ${shown && html`<${Shown} text=${shown.text} />`}
    <label for="announce">Say something to everybody</label>
    <div class="row">
      <input id="announce" maxlength=${MOST} value=${text} autocomplete="off"
        placeholder="Coffee is at the back" onInput=${(/** @type {any} */ event) => setText(event.currentTarget.value)} />
      <button type="submit" disabled=${!text.trim()}>Show</button>
    </div>
  </form>`;
}

/** @param {{ text: string }} props */
function Shown({ text }) {
  const away = async () => {
    if (await press('announce', { text: '' })) done('The message is taken away.');
  };
  return html`<div class="note announced">
    <p><span class="small">Everybody sees:</span> ${text}</p>
    <button type="button" class="quiet" onClick=${away}>Take it away</button>
  </div>`;
}
