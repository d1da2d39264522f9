/**
 * What the host should hear of at once, at the top of the page however far down they are.
 */
import { html } from 'htm/preact';

import { Claims } from '#js/host/claims.js';
import { Reports } from '#js/host/reports.js';

/** Questions from the door, and who waits in vain. */
export function Notices() {
  return html`<div class="notices"><${Claims} /><${Reports} /></div>`;
}
