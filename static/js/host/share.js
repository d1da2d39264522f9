/**
 * How people come in: the code, the address, the QR; and links for the stage and a second host.
 */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { post } from '#js/http.js';
import { Copyable } from '#js/host/copy.js';
import { path, presence, view } from '#js/host/store.js';
import { refused } from '#js/host/toasts.js';
import { counted } from '#js/host/words.js';

/** The share tab. */
export function Share() {
  const { session } = view.value;
  return html`<div class="stack">
    <h2>Let people in</h2>
    <${Invitation} />
    <section class="stack">
      <h3>On the big screen</h3>
      <p class="soft">The stage shows the clock, the code and who is where.
        ${' '}${counted(presence.value.stages, 'stage is', 'stages are')} open.</p>
      <${Link} audience="stage" label="Make a stage link" open="Open the stage" />
    </section>
    <section class="stack">
      <h3>A second host</h3>
      <p class="soft">Whoever opens this link can do all that you can.
        ${' '}${counted(presence.value.hosts, 'host page is', 'host pages are')} open.</p>
      <${Link} audience="host" label="Make a host link" open="Open as host" />
    </section>
    <p><a class="button" href=${`/s/${session.id}/print`} target="_blank">Print a QR for the door</a></p>
  </div>`;
}

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

/** A link of its own for an audience, made when it is asked for; `track` where it is one room's.
 * @param {{ audience: 'stage' | 'host' | 'facilitator', track?: string, label: string, open: string }} props */
export function Link({ audience, track, label, open }) {
  const [made, setMade] = useState({ url: '', qr: '' });
  const { url, qr } = made;
  const make = async () => {
    const answer = await /** @type {typeof post<{ url: string, qr: string }>} */ (post)(`${path}/links`, { audience, ...(track && { track }) });
    if (answer.ok) setMade(answer.body);
    else refused(answer.body.error.message);
  };
  if (!url) return html`<div><button type="button" onClick=${make}>${label}</button></div>`;
  return html`<div class="stack">
    <${Copyable} text=${url} label="Copy the link" />
    <p><a class="button" href=${url} target="_blank" rel="noreferrer">${open}</a></p>
    <details class="link-qr"><summary>Show its QR code</summary>
      <img src=${`data:image/svg+xml,${encodeURIComponent(qr)}`} alt=${`QR code: ${label}`} width="200" height="200" /></details>
  </div>`;
}
