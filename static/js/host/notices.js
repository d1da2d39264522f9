/**
 * What the host should hear of at once, at the top of the page however far down they are: one thing in
 * full, the door before the rooms, and how many more there are. Nothing else is covered for long.
 */
import { signal } from '@preact/signals';
import { html } from 'htm/preact';

import { Claims } from '#js/host/claims.js';
import { Contact } from '#js/host/header.js';
import { Reports, openReports } from '#js/host/reports.js';
import { view } from '#js/host/store.js';

const whole = signal(false);

/** That the server is not heard, questions from the door, and who waits in vain. */
export function Notices() {
  const [claims, reports] = [view.value.claims.length, openReports.value.length];
  const more = claims + reports - 1;
  const all = whole.value && more > 0;
  return html`<div class="notices" data-whole=${all}>
    <${Contact} />
    <${Claims} most=${all ? claims : 1} />
    <${Reports} most=${all ? reports : claims > 0 ? 0 : 1} />
    ${
      more > 0 &&
      html`<button type="button" class="note soon more" aria-expanded=${all} onClick=${() => (whole.value = !all)}>
        ${all ? 'Show the first only' : moreWords(claims, reports)}</button>`
    }
  </div>`;
}

/** What is not shown beside the first. @param {number} claims @param {number} reports how many there are */
function moreWords(claims, reports) {
  if (claims === 0) return `Show ${reports - 1} more waiting for a partner`;
  const parts = [claims > 1 && `${claims - 1} more at the door`, reports > 0 && `${reports} waiting for a partner`];
  return `Show ${parts.filter(Boolean).join(', ')}`;
}
