/**
 * On a phone: the time of the room on the desk, or where all rooms stand, and the next action, at the foot.
 */
import { html } from 'htm/preact';

import { digits, tone } from '#js/clock.js';
import { once } from '#js/host/acts.js';
import { Foot } from '#js/host/mini_desk.js';
import { main, mainAct } from '#js/host/wip/acts.js';
import { standing } from '#js/host/wip/next_act.js';
import { chosenRoom, rooms } from '#js/host/wip/store.js';
import { standingsWords } from '#js/host/wip/words.js';

/** The bar. */
export function WipFoot() {
  const room = chosenRoom.value;
  return html`<${Foot} label=${mainAct.value?.label} press=${once(main)}>${room ? html`<${Room} room=${room} />` : html`<${Everywhere} />`}<//>`;
}

/** @param {{ room: import('./store.js').RoomNow }} props */
function Room({ room }) {
  const { now } = room;
  const timed = now.left !== null && standing(room) !== 'gathering';
  return html`<p data-tone=${tone(now)}>${timed && html`<span class="digits">${digits(now.left ?? 0)}</span>${' '}`}
    <span class="small soft">${room.name}</span></p>`;
}

function Everywhere() {
  return html`<p class="small"><strong>Every room</strong><br /><span class="soft">${standingsWords(rooms.value)}</span></p>`;
}
