/**
 * Everybody in the room, with how long they have spoken, and a way to call on them.
 *
 * @typedef {import('../../types_wip.d.ts').FacilitatorView} FacilitatorView
 */

import { html } from 'htm/preact';
import { press } from '#js/wip/facilitator/orders.js';
import { allowed, view } from '#js/wip/facilitator/store.js';
import { lengthDigits } from '#js/wip/words.js';

/** The people, those who spoke longest first; below them who is only expected, whom nobody can call on. */
export function People() {
  const { people } = view.value;
  if (!people.length) return html`<p class="hint">Nobody has come into this room yet. People choose it on their phones.</p>`;
  const sorted = people.toSorted((one, other) => other.spoken_ms - one.spoken_ms || one.name.localeCompare(other.name));
  const missing = sorted.filter(({ here }) => !here);
  return html`
    <ul class="everybody">
      ${sorted.filter(({ here }) => here).map((one) => html`<${Here} key=${one.person} one=${one} />`)}
      ${missing.map(({ person, name }) => html`<li key=${person} class="missing"><p class="soft">${name} <span class="small">has not joined yet</span></p></li>`)}
    </ul>
    ${missing.length > 0 && html`<p class="hint">Somebody is here without a phone? The host can check them in.</p>`}
  `;
}

/** @param {{one: FacilitatorView['people'][number]}} props */
function Here({ one: { person, name, spoken_ms } }) {
  const speaks = person === view.value.speaker;
  return html`<li>
    <p><strong>${name}</strong> <span class="soft small">${spoken_ms ? `spoke ${lengthDigits(spoken_ms)}` : 'has not spoken'}</span></p>
    ${allowed.value.has('call_on') && (speaks
      ? html`<span class="soft">speaks now</span>`
      : html`<button onClick=${() => press('call_on', { person })}>Call on<span class="visually-hidden"> ${name}</span></button>`)}
  </li>`;
}
