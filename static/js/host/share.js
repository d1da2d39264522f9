/**
 * How people come in: the code, the address, the QR; and links to give out.
 */
import { signal } from '@preact/signals';
import { html } from 'htm/preact';

import { post } from '#js/http.js';
import { Copyable } from '#js/host/copy.js';
import { path, view } from '#js/host/store.js';
import { refused } from '#js/host/toasts.js';

/** The code, its QR and its address, and words to send. */
export function Invitation() {
  const { session, join_url: address } = view.value;
  const invitation = `${session.title}\nOpen ${address} on your phone or computer and choose your name. (Code: ${session.code})`;
  return html`<div class="stack">
    <div class="invite">
      <img src=${`/qr/${session.code}.svg`} alt=${`QR code for ${address}`} width="200" height="200" />
      <div class="stack">
        <p class="eyebrow">The code</p>
        <p class="code">${session.code}</p>
        <${Copyable} text=${address} label="Copy the address" />
      </div>
    </div>
    <section class="stack">
      <h3>For the Zoom chat or an email</h3>
      <${Copyable} text=${invitation} label="Copy the invitation" rows=${3} />
    </section>
  </div>`;
}

/** @typedef {{ url: string, qr: string }} Made */

/** The links that were made on this page, by whom they are for. */
const made = signal(/** @type {Record<string, Made>} */ ({}));

/** @param {string} audience @param {string} [track] */
const keyOf = (audience, track = '') => `${audience}/${track}`;

/** Show a link no longer: it was withdrawn. @param {string} audience @param {string} [track] */
export function forgetLink(audience, track) {
  const { [keyOf(audience, track)]: _, ...others } = made.peek();
  made.value = others;
}

/** A link of its own for an audience, made when it is asked for; `track` where it is one room's.
 * @param {{ audience: 'stage' | 'host' | 'facilitator', track?: string, label: string, open: string }} props */
export function Link({ audience, track, label, open }) {
  const link = made.value[keyOf(audience, track)];
  const make = async () => {
    const answer = await /** @type {typeof post<Made>} */ (post)(`${path}/links`, { audience, ...(track && { track }) });
    if (answer.ok) made.value = { ...made.peek(), [keyOf(audience, track)]: answer.body };
    else refused(answer.body.error.message);
  };
  if (!link) return html`<div><button type="button" onClick=${make}>${label}</button></div>`;
  return html`<div class="stack">
    <${Copyable} text=${link.url} label="Copy the link" />
    <p><a class="button" href=${link.url} target="_blank" rel="noreferrer">${open}</a></p>
    <details class="link-qr"><summary>Show its QR code</summary>
      <img src=${`data:image/svg+xml,${encodeURIComponent(link.qr)}`} alt=${`QR code: ${label}`} width="200" height="200" /></details>
  </div>`;
}
