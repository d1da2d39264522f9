/**
 * The pieces of the attendee's page.
 *
 * @typedef {import('./scenes.js').Props} Props
 * @typedef {import('./scene.js').Duty} DutyOf
 */

import { html } from 'htm/preact';
import { digits, tone, wallTime } from '#js/clock.js';
import { openDialog } from '#js/dialogs.js';
import { mayWrite } from '#js/wip/attendee/scene.js';
import { timeWords } from '#js/wip/words.js';

/** How long. @param {Props} props */
export function Time({ current }) {
  if (current.left === null || current.segment.kind === 'gather') return null;
  return html`<p class=${`time ${tone(current)}`}>
    <span class="digits" role="timer" aria-live="off">${digits(current.left)}</span>${' '}
    <span class="meaning">${timeWords(current)}</span>
  </p>`;
}

/** What can be read, written and chosen. @param {Props} props */
export function Actions({ view, scene, current }) {
  const comments = view.comments.length;
  const writable = view.papers.some((paper) => mayWrite(view, paper.id));
  const over = scene.kind === 'ended' || scene.kind === 'gone';
  return html`<div class="choices-row">
    ${comments > 0 && html`<button class="for-me" onClick=${() => openDialog('received')}>${comments} for you<span class="visually-hidden"> to read</span></button>`}
    ${writable && current.state !== 'waiting' && html`<button onClick=${() => openDialog('write')}>Write<span class="visually-hidden"> a comment</span></button>`}
    ${scene.paper && html`<button onClick=${() => openDialog('paper')}>Paper<span class="visually-hidden"> in detail</span></button>`}
    ${!over && html`<button onClick=${() => openDialog('rooms')}>Rooms<span class="visually-hidden"> and what is on there</span></button>`}
  </div>`;
}

/** What one has to do oneself, and where. @param {{duty: DutyOf | null}} props */
export function Duty({ duty }) {
  if (!duty) return null;
  const what = duty.role === 'presenter' ? 'present' : 'discuss';
  const when = duty.at === null ? '' : `, about ${wallTime(duty.at)}`;
  return html`<p class=${`note ${duty.elsewhere ? 'soon' : ''} duty`}><span>You ${what} in <strong>${duty.room.name}</strong>${when}: “${duty.paper.title}”</span></p>`;
}

/** What comes next in this room. @param {Props} props */
export function Next({ scene }) {
  const { next } = scene;
  if (next && next.paper.id === scene.duty?.paper.id) return null;
  if (!next) return html`<p class="next"><span class="soft">Next:</span> the closing. This is the last paper here.</p>`;
  return html`<p class="next">
    <span class="soft">Next${next.at === null ? '' : `, about ${wallTime(next.at)}`}:</span>${' '}<strong>${next.paper.title}</strong>
  </p>`;
}
