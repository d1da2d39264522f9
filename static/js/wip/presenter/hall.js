/**
 * The display of the hall: what is on in every room, for those who look for one.
 *
 * @typedef {import('../../types_wip.d.ts').WipStageView} WipStageView
 * @typedef {import('../../types_wip.d.ts').RoomView} RoomView
 */

import { html } from 'htm/preact';
import { digits, tone, wallTime } from '#js/clock.js';
import { comingPapers, roomPhase } from '#js/wip/facts.js';
import { wordsOf } from '#js/wip/presenter/room.js';
import { kindWords, names, paperOf, timeWords } from '#js/wip/words.js';

/** How many papers that are still to come are shown for a room. */
const MOST_COMING = 3;

/** All rooms. @param {{view: WipStageView, now: number}} props */
export function Hall({ view, now }) {
  return html`
    <section class="head"><h1 class="label">${view.session.title}</h1></section>
    <ul class=${`rooms ${view.tracks.length > 8 ? 'crowded' : ''}`} data-count=${countWord(view.tracks.length)}>
      ${view.tracks.map((room) => html`<${OneRoom} key=${room.id} room=${room} view=${view} now=${now} />`)}
    </ul>
  `;
}

/** How much space there is for each room. @param {number} rooms */
function countWord(rooms) {
  if (rooms > 6) return 'many';
  return rooms > 3 ? 'few' : 'row';
}

/** @param {{room: RoomView, view: WipStageView, now: number}} props */
function OneRoom({ room, view, now }) {
  const current = roomPhase(room, now);
  const coming = comingPapers(current, room.agenda, now);
  const on = current.state === 'ended' || current.state === 'waiting' ? null : paperOf(view.papers, current.segment);
  const ownWords = current.segment.paper !== null;
  const timed = current.left !== null && current.segment.kind !== 'gather';
  return html`<li class=${`room ${tone(current)}`}>
    <h2>${room.name}</h2>
    <p class="when">
      ${timed && html`<span class="left" role="timer" aria-live="off">${digits(current.left ?? 0)}</span>`}
      <span>${timed && !ownWords ? `${kindWords(current.segment)}, ${timeWords(current)}` : wordsOf(current)}</span>
    </p>
    ${on && html`<p class="paper"><strong>${on.title}</strong> <span class="soft">${names(on.presenters)}</span></p>`}
    ${coming.slice(0, MOST_COMING).map((next) => html`<${Next} key=${next.paper} next=${next} papers=${view.papers} />`)}
  </li>`;
}

/** @param {{next: import('../facts.js').Coming, papers: WipStageView['papers']}} props */
function Next({ next, papers }) {
  const paper = papers.find((one) => one.id === next.paper);
  if (!paper) return null;
  return html`<p class="later"><span><span class="soft">${next.at === null ? '' : wallTime(next.at)}</span> ${paper.title} <span class="soft">${names(paper.presenters)}</span></span></p>`;
}
