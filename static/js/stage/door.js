/** The way in, for whoever comes late. */

import { html } from 'htm/preact';

/** The QR code, the address and the code, until the end.
 * @param {{view: {join_url: string, session: {code: string}}}} props */
export function Door({ view }) {
  const address = view.join_url.replace(/^https?:\/\//, '').replace(/\/j\/.*$/, '');
  return html`<aside class="door" aria-label="How to join">
    <img class="qr" src=${`/qr/${view.session.code}.svg`} alt=${`QR code of ${view.join_url}`} />
    <p class="address">Join at ${address}</p>
    <p class="join-code">${view.session.code}</p>
  </aside>`;
}
