/**
 * Somebody wants to join under a name that another device already holds: the host decides.
 */
import { html } from 'htm/preact';

import { press } from '#js/host/orders.js';
import { nameOf, view } from '#js/host/store.js';
import { done } from '#js/host/toasts.js';

/** The open questions, at the top of the page. @param {{ most?: number }} props how many are shown */
export function Claims({ most = Infinity }) {
  const claims = view.value.claims.slice(0, most);
  return html`<div class="claims" role="alert">
    ${claims.map((claim) => html`<${Claim} key=${claim.id} id=${claim.id} name=${nameOf.value(claim.person)} />`)}
  </div>`;
}

/** @param {{ id: string, name: string }} props */
function Claim({ id, name }) {
  /** @param {boolean} allow */
  const answer = async (allow) => {
    if (!(await press('answer_claim', { claim: id, allow }))) return;
    done(allow ? `${name} is let in on the other device.` : 'The other device is turned away.');
  };
  return html`<div class="note soon claim">
    <p>Somebody wants to join as <strong>${name}</strong> on another device. Is it really them?</p>
    <div class="cluster">
      <button type="button" class="primary" onClick=${() => answer(true)}>Let in</button>
      <button type="button" onClick=${() => answer(false)}>Turn away</button>
    </div>
  </div>`;
}
