/**
 * The pieces that the phone's scenes are made of.
 *
 * @typedef {import('../types.d.ts').AttendeeView} AttendeeView
 * @typedef {import('../types.d.ts').Meeting} Meeting
 * @typedef {import('../clock.js').Phase} Phase
 * @typedef {import('./scene.js').Scene} Scene
 */

import { html } from '#js/html.js';
import { digits, tone } from '#js/clock.js';
import { listed } from '#js/listing.js';
import { HasLeft } from '#js/phone/missing.js';
import { nameSize } from '#js/phone/scene.js';
import { meetingInShort, partnersOf, roomWords, timeWords, whenWords } from '#js/phone/words.js';

/** Whom you are with: the biggest thing on the page. Who has left is said so, with what to do.
 * @param {{meeting: Meeting, tell: () => void}} props */
export function Partners({ meeting, tell }) {
  const names = meeting.partners.map((partner) => partner.name);
  const alone = meeting.partners.length === 1 ? meeting.partners[0] : undefined;
  return html`
    <h1 class="names" data-size=${nameSize(names)}>
      ${meeting.partners.map(({ name, away }) => html`<span class="name" key=${name}>${name}${away && !alone && html` <small class="soft">has left</small>`}</span>`)}
    </h1>
    ${alone && (alone.away ? html`<${HasLeft} partner=${alone} tell=${tell} />` : html`<${About} partner=${alone} />`)}
  `;
}

/** @param {{partner: import('../types.d.ts').Partner}} props */
function About({ partner }) {
  return html`
    ${partner.institution && html`<p class="about">${partner.institution}</p>`}
    ${partner.interests.length > 0 && html`<p class="about interests">Interested in ${listed(partner.interests)}</p>`}
  `;
}

/** Where: a table, a breakout room with its three steps, or a link to open.
 * @param {{scene: Scene, view: AttendeeView}} props */
export function Room({ scene, view }) {
  const room = scene.meeting?.room;
  if (!room) return null;
  if (room.link) {
    return html`<a class="room button primary" href=${room.link} target="_blank" rel="noopener noreferrer">
      <span>Open ${room.name}</span></a>`;
  }
  return html`
    <p class=${`room ${scene.kind === 'move' && !scene.stays ? 'moving' : ''}`}>
      <span class="verb">${roomWords(scene, view.room_kind)} </span>
      <strong class="place">${room.name}</strong>
    </p>
    ${view.room_kind === 'breakout' && html`<${Steps} room=${room.name} />`}
  `;
}

/** @param {{room: string}} props */
function Steps({ room }) {
  return html`<ol class="steps">
    <li>In Zoom, press Breakout Rooms.</li>
    <li>Find ${room} in the list.</li>
    <li>Press Join beside it.</li>
  </ol>`;
}

/** How long: digits for the eye, which screen readers are not bothered with every second.
 * @param {{current: Phase, scene: Scene}} props */
export function Time({ current, scene }) {
  if (current.left === null) return null;
  return html`<p class=${`time ${tone(current)}`}>
    <span class="digits" role="timer" aria-live="off">${digits(current.left)}</span>${' '}
    <span class="meaning">${timeWords(current, scene)}</span>
  </p>`;
}

/** What to do next. @param {{scene: Scene}} props */
export function Next({ scene }) {
  if (!scene.next) return html`<p class="next"><span class="soft">Next:</span> the closing. This is the last round.</p>`;
  const { meeting } = scene.next;
  return html`<p class="next">
    <span class="soft">Next, ${whenWords(scene.next)}:</span>${' '}<strong>${meetingInShort(meeting)}</strong>
  </p>`;
}

/** A meeting that is still to come, written large, for those who wait for it.
 * @param {{meeting: Meeting, word: string, tag?: 'h1' | 'p'}} props */
export function Coming({ meeting, word, tag = 'p' }) {
  return html`<div class="coming">
    <p class="eyebrow">${word}</p>
    <${tag} class="display name" data-size=${nameSize(meeting.partners.map((one) => one.name))}>${partnersOf(meeting)}<//>
    ${meeting.room && html`<p class="place">${meeting.room.name}</p>`}
  </div>`;
}
