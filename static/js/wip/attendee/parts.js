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
export function Time({ current, scene }) {
  if (current.left === null || current.segment.kind === 'gather') return null;
  const text = digits(current.left);
  const own = scene.mine === 'presenter' ? 'own' : '';
  return html`<p class=${`time ${tone(current)} ${own}`}>
    <span class="digits" data-signs=${text.length} role="timer" aria-live="off">${text}</span>${' '}
    <span class="meaning">${timeWords(current)}</span>
  </p>`;
}

/** What can be read, written and chosen. @param {Props} props */
export function Actions({ view, scene, current }) {
  const writable = view.papers.some((paper) => mayWrite(view, paper.id));
  const over = scene.kind === 'ended' || scene.kind === 'gone';
  return html`<div class="choices-row">
    ${scene.kind !== 'ended' && html`<${ReadComments} count=${view.comments.length} kind="for-me" />`}
    ${writable && current.state !== 'waiting' && html`<button onClick=${() => openDialog('write')}>${over ? 'Write a comment' : html`Write<span class="visually-hidden"> a comment</span>`}</button>`}
    ${scene.paper && html`<button onClick=${() => openDialog('paper')}>Paper<span class="visually-hidden"> in detail</span></button>`}
    ${!over && html`<button onClick=${() => openDialog('rooms')}>Rooms<span class="visually-hidden"> and what is on there</span></button>`}
  </div>`;
}

/** The button to the comments one has got, if there are any. @param {{count: number, kind: string}} props */
export function ReadComments({ count, kind }) {
  if (count === 0) return null;
  return html`<button class=${kind} onClick=${() => openDialog('received')}>${count === 1 ? '1 comment' : `${count} comments`} for you</button>`;
}

/** The comments one has got, as a file. @param {{session: string}} props */
export function SaveComments({ session }) {
  return html`<a class="button" href=${`/api/v1/me/comments.csv?session=${session}`} download>Save as a file</a>`;
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
