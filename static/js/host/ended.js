/**
 * After the end: thanks, what came of it, and what to keep.
 */
import { html } from 'htm/preact';

import { view } from '#js/host/store.js';
import { counted } from '#js/host/words.js';

/** What the desk shows once the session has ended. */
export function Ended() {
  const { rounds, session } = view.value;
  const held = rounds.filter((round) => round.state === 'held');
  const meetings = held.reduce((sum, round) => sum + round.pairings.length, 0);
  const met = new Set(held.flatMap((round) => round.pairings.flatMap((pairing) => pairing.people)));
  return html`<div class="now stack">
    <p class="eyebrow">The session has ended</p>
    <p class="display plan-line">Thank you.</p>
    <p>${counted(met.size, 'person', 'people')} met in ${counted(meetings, 'conversation', 'conversations')} over
      ${' '}${counted(held.length, 'round', 'rounds')}.</p>
    <p><a class="button primary large" id="next-action" href=${`/s/${session.id}/print`} target="_blank">Print who met whom</a></p>
  </div>`;
}
