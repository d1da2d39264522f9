/**
 * One's own hand: up or down, its place in the queue, one's own turn; and who speaks.
 *
 * @typedef {import('./scenes.js').Props} Props
 */

import { html } from 'htm/preact';
import { isTooLong, lengthDigits, placeWords, suggestedWords, turnLength } from '#js/wip/words.js';

/** @param {Props} props */
export function Floor(props) {
  const { view, scene } = props;
  if (view.speaking_myself) return html`<${MyTurn} ...${props} />`;
  return html`
    ${scene.mine !== 'presenter' && html`<${MyHand} ...${props} />`}
    <${Voice} ...${props} />
  `;
}

/** @param {Props} props */
function MyTurn({ view, now }) {
  const { speaking } = view;
  if (!speaking) return null;
  return html`<div class=${`turn note ${isTooLong(speaking, now) ? 'soon' : 'go'}`}>
    <p class="display">It’s your turn.</p>
    <p><strong role="timer" aria-live="off">${lengthDigits(turnLength(speaking, now))}</strong> ${suggestedWords(speaking)}${isTooLong(speaking, now) ? '. Let others speak too.' : ''}</p>
  </div>`;
}

/** @param {Props} props */
function MyHand({ view, scene, tap }) {
  if (!view.hand) return html`<button class="primary large hand-button" onClick=${() => tap('raise_hand', { paper: scene.paper?.id })}>Raise your hand</button>`;
  return html`<div class="turn note my-hand">
    <p><strong>Your hand is up:</strong> ${placeWords(view.hand.place)}${view.waiting > 1 ? ` of ${view.waiting}` : ''}.</p>
    <button onClick=${() => tap('lower_hand')}>Lower it</button>
  </div>`;
}

/** @param {Props} props */
function Voice({ view }) {
  const { speaking, waiting } = view;
  if (!speaking && (!waiting || view.hand)) return null;
  const hands = waiting === 0 || view.hand ? '' : waiting === 1 ? 'One hand is up.' : `${waiting} hands are up.`;
  return html`<p class="voice">${speaking && html`<strong>${speaking.name}</strong> speaks. `}<span class="soft">${hands}</span></p>`;
}
