/** A few words to the presenter, which their display shows large. */

import { html } from 'htm/preact';
import { press } from '#js/wip/facilitator/orders.js';
import { allowed, view } from '#js/wip/facilitator/store.js';
import { LONGEST, READY } from '#js/wip/ready.js';

/** Ready words, and words of one's own. */
export function Messages() {
  const { message } = view.value;
  if (!allowed.value.has('message_presenter')) return html`<p class="hint">Once the room has started, you can show the presenter a few words here.</p>`;
  return html`
    ${message && html`<div class="note shown">
      <p>The presenter reads: <strong>${message.text}</strong></p>
      <button onClick=${() => press('message_presenter', { text: '' })}>Take it away</button>
    </div>`}
    <div class="ready">
      ${READY.map((text) => html`<button key=${text} aria-pressed=${message?.text === text} onClick=${() => press('message_presenter', { text })}>${text}</button>`)}
    </div>
    <form class="own" onSubmit=${send}>
      <label for="own-words">Your own words</label>
      <input id="own-words" name="text" maxlength=${LONGEST} autocomplete="off" />
      <button>Show</button>
    </form>
  `;
}

/** @param {SubmitEvent} event */
async function send(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.currentTarget);
  const text = String(new FormData(form).get('text') ?? '').trim();
  if (text && (await press('message_presenter', { text }))) form.reset();
}
