/**
 * The desk: every room or one of them, the next action bigger than all else.
 */
import { html } from 'htm/preact';

import { digits, tone } from '#js/clock.js';
import { once } from '#js/host/acts.js';
import { Announcing } from '#js/host/announcing.js';
import { Counts } from '#js/host/counts.js';
import { underWay } from '#js/host/orders.js';
import { clockState, nameOf, second, tab } from '#js/host/store.js';
import { counted, listed, undoWords } from '#js/host/words.js';
import { allowed, askEnd, catchUpIn, main, mainAct, minute, moveOn, nothingOn, undo, undoing } from '#js/host/wip/acts.js';
import { Beginning } from '#js/host/wip/beginning.js';
import { standing } from '#js/host/wip/next_act.js';
import { RoomDesk } from '#js/host/wip/room_desk.js';
import { choose, chosen, chosenRoom, EVERY, facilitatorsOf, papersById, rooms, view } from '#js/host/wip/store.js';
import { finishWords, lateness, latenessTone, latenessWords, presenters, standingsWords, standingWords } from '#js/host/wip/words.js';
import { nextWords } from '#js/wip/words.js';

/** The left side of the page. */
export function Desk() {
  const state = clockState.value;
  const beginning = state === 'waiting' && nothingOn.value;
  const room = chosenRoom.value;
  return html`<section class="desk" aria-label="The session now">
    ${beginning ? html`<${Beginning} />` : html`<${Scope} /><${Now} /><${MainButton} />`}
    ${!beginning && state !== 'waiting' && html`<${Others} />`}
    ${room && state !== 'waiting' && html`<${RoomDesk} room=${room} />`}
    ${state !== 'ended' && !beginning && html`<${Counts} />`}
    ${state !== 'ended' && html`<${Announcing} />`}
  </section>`;
}

/** What the buttons are about. */
function Scope() {
  const all = view.value.tracks;
  if (all.length < 2 || clockState.value === 'ended') return null;
  return html`<div class="field scope">
    <label for="scope">The buttons below are for</label>
    <select id="scope" value=${chosen.value} onChange=${(/** @type {any} */ event) => choose(event.currentTarget.value)}>
      <option value=${EVERY} selected=${chosen.value === EVERY}>every room</option>
      ${all.map(({ id, name }) => html`<option key=${id} value=${id} selected=${chosen.value === id}>${name} only</option>`)}
    </select>
  </div>`;
}

function Now() {
  const room = chosenRoom.value;
  return room ? html`<${OneRoom} room=${room} />` : html`<${AllRooms} />`;
}

function AllRooms() {
  const state = clockState.value;
  const title = state === 'waiting' ? 'Ready to start.' : state === 'ended' ? 'Thank you. All rooms are done.' : standingsWords(rooms.value);
  const late = rooms.value.filter((room) => latenessTone(lateness(room, second.value)) !== 'go');
  const alone = unattended();
  const homeless = state === 'waiting' ? view.value.papers.filter((paper) => paper.room === null).length : 0;
  return html`<div class="now">
    <p class="eyebrow">${counted(rooms.value.length, 'room', 'rooms')}, ${counted(view.value.papers.length, 'paper', 'papers')}</p>
    <p class="display plan-line">${title}</p>
    ${homeless > 0 && html`<p class="soon"><strong>${counted(homeless, 'paper has', 'papers have')} no place.</strong>
      ${' '}<button type="button" class="quiet" onClick=${() => (tab.value = 'order')}>Look</button></p>`}
    ${late.length > 0 && html`<p class="soon"><strong>Behind: ${listed(late.map((room) => room.name))}.</strong></p>`}
    ${alone.length > 0 && html`<p class="soon"><strong>No facilitator: ${listed(alone.map((room) => room.name))}.</strong></p>`}
  </div>`;
}

/** The rooms that go on without a facilitator, where others have one: a host who steers all of them alone knows. */
function unattended() {
  const going = rooms.value.filter((room) => room.now.state !== 'ended' && facilitatorsOf(room.id) !== null);
  const alone = going.filter((room) => facilitatorsOf(room.id) === 0);
  return clockState.value === 'waiting' || alone.length === going.length ? [] : alone;
}

/** @param {{ room: import('./store.js').RoomNow }} props */
function OneRoom({ room }) {
  const { now } = room;
  const paper = now.state === 'waiting' ? undefined : papersById.value.get(now.segment.paper ?? '');
  const late = lateness(room, second.value);
  return html`<div class="now" data-tone=${tone(now)}>
    <p class="eyebrow">${room.name}, ${now.segment.label.toLowerCase()}</p>
    ${paper && html`<p class="display on-desk">${paper.title}</p>`}
    ${paper && html`<p class="soft">${presenters(paper, nameOf.value)}</p>`}
    ${now.left !== null && standing(room) !== 'gathering' && html`<p class="digits" role="timer" aria-live="off">${digits(now.left)}</p>`}
    <p class="state">${standingWords(room)}</p>
    <p class=${latenessTone(late) === 'go' ? 'soft' : latenessTone(late)}>${[latenessWords(late), finishWords(room, second.value)].filter(Boolean).join('. ')}</p>
  </div>`;
}

/** What Next begins in the room on the desk; nothing where it is every room. */
function whatIsNext() {
  const room = chosenRoom.value;
  if (!room) return '';
  const segment = room.agenda[room.now.index + 1];
  const paper = papersById.value.get(segment?.paper ?? '');
  return nextWords(segment, paper ? [paper] : []);
}

function MainButton() {
  const act = mainAct.value;
  if (!act) return null;
  const next = act.type === 'advance' && chosenRoom.value && standing(chosenRoom.value) === 'overtime' ? whatIsNext() : '';
  return html`<button type="button" id="next-action" class="primary next-action" title="Key: S or Space"
    aria-busy=${underWay.value.has(act.type)} data-long=${next !== '' || act.label.length > 8} onClick=${once(main)}>
    <span>${next ? `${act.label}: ${next}` : act.label}</span> <kbd aria-hidden="true">S</kbd>
  </button>`;
}

/** The other things to do with the clocks. */
function Others() {
  const may = allowed.value;
  const undone = undoing.value.type;
  const ended = clockState.value === 'ended';
  const late = (chosenRoom.value ? [chosenRoom.value] : rooms.value).some((room) => latenessTone(lateness(room, second.value)) !== 'go');
  return html`<div class="others">
    ${
      !ended &&
      html`${mainAct.value?.type !== 'advance' && html`<button type="button" class="wide" title="Key: N" disabled=${!may.has('advance')} onClick=${once(moveOn)}>
          <span>${chosenRoom.value ? html`Next <span class="soft">${whatIsNext()}</span>` : 'Next, in every room'}</span> <kbd aria-hidden="true">N</kbd></button>`}
        <button type="button" title="Key: −" disabled=${!may.has('extend')} onClick=${() => minute(-1)}><span>−1 min</span> <kbd aria-hidden="true">−</kbd></button>
        <button type="button" title="Key: +" disabled=${!may.has('extend')} onClick=${() => minute(1)}><span>+1 min</span> <kbd aria-hidden="true">+</kbd></button>
        ${late && may.has('catch_up') && html`<button type="button" class="wide" onClick=${() => catchUpIn(chosen.value)}>
          <span>Catch up <span class="soft">shorten what is to come</span></span></button>`}`
    }
    <button type="button" class=${ended ? 'wide' : ''} title="Key: U" disabled=${!undone} onClick=${once(undo)}>
      <span>Undo <span class="soft">${undone ? undoWords(undone) : ''}</span></span> <kbd aria-hidden="true">U</kbd>
    </button>
    ${!ended && html`<button type="button" class="danger" disabled=${!may.has('end')} onClick=${askEnd}>${chosenRoom.value && rooms.value.length > 1 ? 'End room …' : 'End …'}</button>`}
  </div>`;
}
