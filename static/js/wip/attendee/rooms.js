/**
 * Which paper is on in which room, what comes there next, and going from one room to another.
 *
 * @typedef {import('../../types_wip.d.ts').WipAttendeeView} WipAttendeeView
 * @typedef {import('../../types_wip.d.ts').RoomView} RoomView
 */

import { html } from 'htm/preact';
import { digits, tone, wallTime } from '#js/clock.js';
import { comingPapers, roomPhase } from '#js/wip/facts.js';
import { kindWords, names, paperOf } from '#js/wip/words.js';

/**
 * `heading` is what the rooms' names are on the page; of what is to come there, `most` papers are listed.
 * With `look` each paper can be looked at.
 * @typedef {{view: WipAttendeeView, now: number, choose: (room: string) => void, heading: 'h2' | 'h3', most?: number, look?: (paper: string) => void}} Props
 */

/** All rooms, each with a button to be in it. @param {Props} props */
export function Rooms(props) {
  return html`<ul class="room-list">
    ${props.view.tracks.map((room) => html`<${Room} key=${room.id} room=${room} ...${props} />`)}
  </ul>`;
}

/** @param {Props & {room: RoomView}} props */
function Room({ room, view, now, choose, heading, most, look }) {
  const current = roomPhase(room, now);
  const on = current.state === 'waiting' || current.state === 'ended' ? null : paperOf(view.papers, current.segment);
  const here = view.room?.id === room.id;
  return html`<li class=${here ? 'here' : ''}>
    <div class="room-head">
      <${heading} class="room-name">${room.name}<//>
      ${here ? html`<span class="soft">You are here</span>` : html`<button onClick=${() => choose(room.id)}>Go here<span class="visually-hidden"> to ${room.name}</span></button>`}
    </div>
    <p class="small">${stateWords(current)}</p>
    ${on && html`<p><strong><${Title} paper=${on} look=${look} /></strong> <span class="soft small">${names(on.presenters)}</span></p>`}
    <${Coming} view=${view} room=${room} now=${now} most=${most} look=${look} />
  </li>`;
}

/** @param {import('../../clock.js').Phase} current */
function stateWords(current) {
  if (current.state === 'waiting') return 'Starts soon';
  if (current.state === 'ended') return 'Over';
  if (current.left === null || current.segment.kind === 'gather') return kindWords(current.segment);
  const state = current.state === 'paused' ? ', paused' : '';
  return html`${kindWords(current.segment)}${state}: <strong class=${tone(current)}>${digits(current.left)}</strong> ${current.left > 0 ? 'left' : 'over'}`;
}

/** A paper's title, to be looked at where that is possible.
 * @param {{paper: import('../../types_wip.d.ts').PaperView | undefined, look: Props['look']}} props */
function Title({ paper, look }) {
  if (!paper || !look) return paper?.title ?? '';
  return html`<button class="quiet title-button" onClick=${() => look(paper.id)}>${paper.title}</button>`;
}

/** @param {{view: WipAttendeeView, room: RoomView, now: number, most?: number, look: Props['look']}} props */
function Coming({ view, room, now, most = Infinity, look }) {
  const coming = comingPapers(roomPhase(room, now), room.agenda, now).slice(0, most);
  if (!coming.length) return null;
  return html`<ol class="later small">
    ${coming.map(({ paper, at }) => html`<li key=${paper}>
      <span class="soft">${at === null ? '' : wallTime(at)}</span> <${Title} paper=${view.papers.find((one) => one.id === paper)} look=${look} />
    </li>`)}
  </ol>`;
}
