/** Everybody in the room, with how long they have spoken, and a way to call on them. */

import { html } from 'htm/preact';
import { press } from '#js/wip/facilitator/orders.js';
import { allowed, view } from '#js/wip/facilitator/store.js';
import { lengthDigits } from '#js/wip/words.js';

/** The people, those who spoke longest first. */
export function People() {
  const { people, speaker } = view.value;
  if (!people.length) return html`<p class="hint">Nobody has come into this room yet. People choose it on their phones.</p>`;
  const sorted = people.toSorted((one, other) => other.spoken_ms - one.spoken_ms || one.name.localeCompare(other.name));
  return html`<ul class="everybody">
    ${sorted.map(({ person, name, spoken_ms }) => html`<li key=${person}>
      <p><strong>${name}</strong> <span class="soft small">${spoken_ms ? `spoke ${lengthDigits(spoken_ms)}` : 'has not spoken'}</span></p>
      ${allowed.value.has('call_on') && (person === speaker
        ? html`<span class="soft">speaks now</span>`
        : html`<button onClick=${() => press('call_on', { person })}>Call on<span class="visually-hidden"> ${name}</span></button>`)}
    </li>`)}
  </ul>`;
}
