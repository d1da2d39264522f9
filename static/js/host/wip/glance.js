/**
 * All rooms at a glance: where each is, how far behind, and whether somebody facilitates it.
 *
 * @typedef {import('./store.js').RoomNow} RoomNow
 */
import { computed } from '@preact/signals';
import { html } from 'htm/preact';

import { digits, tone } from '#js/clock.js';
import { once } from '#js/host/acts.js';
import { underWay } from '#js/host/orders.js';
import { nameOf, second } from '#js/host/store.js';
import { counted } from '#js/host/words.js';
import { mainIn } from '#js/host/wip/acts.js';
import { actOf, standing } from '#js/host/wip/next_act.js';
import { choose, chosen, EVERY, facilitatorsOf, papersById, rooms, view } from '#js/host/wip/store.js';
import { finishWords, lateness, latenessTone, latenessWords, presenters, standingWords } from '#js/host/wip/words.js';

/** More rooms than these are drawn closer together, so that they are seen at once on a laptop. */
const FEW = 4;
const isClose = computed(() => rooms.value.length > FEW);

/** The rooms tab. */
export function Glance() {
  return html`<div class="stack">
    <h2 class="visually-hidden">All rooms</h2>
    ${view.value.clashes.map((clash) => html`<p class="note soon" key=${clash}>${clash}</p>`)}
    <ul class="glances" data-many=${isClose.value}>
      ${rooms.value.map((room) => html`<${Row} key=${room.id} room=${room} />`)}
    </ul>
  </div>`;
}

/** @param {{ room: RoomNow }} props */
function Row({ room }) {
  const { now } = room;
  const where = standing(room);
  const onDesk = chosen.value === room.id;
  const timed = now.left !== null && where !== 'gathering';
  return html`<li class="glance" data-tone=${tone(now)} data-desk=${onDesk}>
    <div class="glance-what">
      <h3><button type="button" class="quiet glance-name" aria-pressed=${onDesk}
        onClick=${() => choose(onDesk ? EVERY : room.id)}>${room.name}<span class="visually-hidden"> on the desk</span></button></h3>
      <${What} room=${room} />
    </div>
    <p class="glance-time">${timed && html`<span class="digits" role="timer" aria-live="off">${digits(now.left ?? 0)}</span>${' '}`}
      <span class="state">${standingWords(room)}</span></p>
    <${Plan} room=${room} />
    <${Floor} room=${room} />
    <${Quick} room=${room} />
  </li>`;
}

/** @param {{ room: RoomNow }} props */
function What({ room }) {
  const { now } = room;
  const paper = now.state === 'waiting' ? undefined : papersById.value.get(now.segment.paper ?? '');
  const papers = new Set(room.agenda.flatMap(({ paper: id }) => id ?? [])).size;
  if (now.state === 'waiting' || now.state === 'ended') return html`<p class="soft small">${counted(papers, 'paper', 'papers')}</p>`;
  return html`<p class="small"><span class="soft">${now.segment.label}</span>
    ${paper && html`<br /><strong class="glance-title" title=${paper.title}>${paper.title}</strong> <span class="soft">${presenters(paper, nameOf.value)}</span>`}</p>`;
}

/** How far behind, and when it will be over. @param {{ room: RoomNow }} props */
function Plan({ room }) {
  const late = lateness(room, second.value);
  const [ends] = finishWords(room, second.value).split(', ');
  return html`<p class="glance-plan small">
    ${late !== null && html`<strong class=${latenessTone(late)}>${latenessWords(late)}</strong><br />`}
    <span class="soft">${isClose.value ? ends : finishWords(room, second.value)}</span></p>`;
}

/** Who facilitates, who waits to speak, who is there. @param {{ room: RoomNow }} props */
function Floor({ room }) {
  const facilitators = room.now.state === 'ended' ? null : facilitatorsOf(room.id);
  const hands = counted(room.waiting, 'hand', 'hands');
  return html`<p class="glance-floor small">
    ${facilitators === 0 && html`<span class="no-facilitator">No facilitator</span><br />`}
    ${facilitators !== null && facilitators > 0 && html`<span class="go">${counted(facilitators, 'facilitator', 'facilitators')}</span><br />`}
    <span class="soft">${isClose.value ? `${hands}, ` : html`${hands} up,<br />`}${room.people} here</span></p>`;
}

/** @param {{ room: RoomNow }} props */
function Quick({ room }) {
  const act = actOf(room);
  if (!act || !room.agenda.some((segment) => segment.paper)) return html`<span></span>`;
  return html`<button type="button" aria-label=${`${act.label}: ${room.name}`} disabled=${underWay.value.has(act.type)}
    onClick=${once(() => mainIn(room))}>${act.label}</button>`;
}
