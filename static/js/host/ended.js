/**
 * After the end: thanks, what came of it, and what to keep.
 */
import { html } from 'htm/preact';

import { cameOf } from '#js/host/rounds_facts.js';
import { view } from '#js/host/store.js';
import { counted } from '#js/host/words.js';

/** What the desk shows once the session has ended. */
export function Ended() {
  const { rounds, session } = view.value;
  const { held, people, meetings, missed } = cameOf(rounds);
  return html`<div class="now stack">
    <p class="eyebrow">The session has ended</p>
    <p class="display plan-line">Thank you.</p>
    <p>${counted(people, 'person', 'people')} met in ${counted(meetings, 'conversation', 'conversations')} over
      ${' '}${counted(held, 'round', 'rounds')}.</p>
    ${missed > 0 && html`<p class="soft">${counted(missed, 'planned conversation', 'planned conversations')} could not happen,
      because somebody was not here.</p>`}
    <p><a class="button primary large" id="next-action" href=${`/s/${session.id}/print`} target="_blank">Print who met whom</a></p>
  </div>`;
}
