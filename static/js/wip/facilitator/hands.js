/**
 * The floor: who speaks, and whose hand is up, in the order in which they should be called on.
 *
 * @typedef {import('../../types_wip.d.ts').QueueEntry} QueueEntry
 */

import { html } from 'htm/preact';
import { reordered } from '#js/wip/facilitator/acts.js';
import { press } from '#js/wip/facilitator/orders.js';
import { now, view } from '#js/wip/facilitator/store.js';
import { isTooLong, lengthDigits, suggestedWords, turnLength } from '#js/wip/words.js';

/** Who speaks and who waits. */
export function Hands() {
  const { queue } = view.value;
  return html`
    <${Speaker} />
    ${queue.length === 0 && html`<p class="hint">No hand is up. People raise theirs on their phones; under People you can call on anybody.</p>`}
    ${queue.length > 0 && html`<p class="hint">About ${lengthDigits(view.value.suggestion_ms)} each.</p>`}
    <ol class="hands">
      ${queue.map((hand, at) => html`<${Hand} key=${hand.person} hand=${hand} at=${at} />`)}
    </ol>
  `;
}

/** Whose turn it is, and their speaking clock. */
export function Speaker() {
  const { speaking } = view.value;
  if (!speaking) return null;
  const over = isTooLong(speaking, now.value);
  return html`<div class=${`speaker note ${over ? 'soon' : 'go'}`}>
    <p><strong>${speaking.name}</strong> speaks${over && ', longer than suggested'}</p>
    <p><span class="turn" role="timer" aria-live="off">${lengthDigits(turnLength(speaking, now.value))}</span> ${suggestedWords(speaking)}</p>
    <button onClick=${() => press('finish_speaking')}>Finished</button>
  </div>`;
}

/** @param {{hand: QueueEntry, at: number}} props */
function Hand({ hand, at }) {
  const order = () => view.peek().queue.map((one) => one.person);
  const move = (/** @type {-1 | 1} */ step) => press('reorder_queue', { people: reordered(order(), at, step) });
  const { name, person } = hand;
  return html`<li class="hand">
    <p class="who"><strong>${name}</strong>${' '}<span class="soft small">${aboutHand(hand)}</span></p>
    <div class="buttons">
      <button onClick=${() => press('call_on', { person })}>Call on<span class="visually-hidden"> ${name}</span></button>
      <button aria-label=${`${name}: earlier`} disabled=${at === 0} onClick=${() => move(-1)}>↑</button>
      <button aria-label=${`Skip ${name}: the next one first`} disabled=${at === view.value.queue.length - 1} onClick=${() => move(1)}>↓</button>
      <button aria-label=${`Lower the hand of ${name}`} onClick=${() => press('lower_hand', { person }, `${name}’s hand is down.`)}>✕</button>
    </div>
  </li>`;
}

/** @param {QueueEntry} hand */
function aboutHand(hand) {
  const spoken = hand.spoken_ms ? `spoke ${lengthDigits(hand.spoken_ms)}` : 'has not spoken';
  return [hand.discussant && 'discussant', hand.junior && 'junior', spoken, hand.institution].filter(Boolean).join(', ');
}
