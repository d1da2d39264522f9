/**
 * What is behind the buttons: the paper, all rooms, the comments one has got.
 *
 * @typedef {import('../../types_wip.d.ts').WipAttendeeView} WipAttendeeView
 * @typedef {import('../../types_wip.d.ts').PaperView} PaperView
 */

import { html } from 'htm/preact';
import { signal } from '@preact/signals-core';
import { wallTime } from '#js/clock.js';
import { closeDialog, openDialog } from '#js/dialogs.js';
import { SaveComments } from '#js/wip/attendee/parts.js';
import { Rooms } from '#js/wip/attendee/rooms.js';
import { received } from '#js/wip/attendee/scene.js';
import { Guidelines } from '#js/wip/attendee/writing.js';
import { namesWithSchools } from '#js/wip/words.js';

/** The paper that was asked for among all rooms; otherwise it is the one that is on. */
const asked = signal(/** @type {string | null} */ (null));

/** A paper, the one that is `on` or another: abstract, draft, who discusses it, how to give good feedback.
 * @param {{view: WipAttendeeView, on: PaperView | null}} props */
export function AboutPaper({ view, on }) {
  const paper = view.papers.find((one) => one.id === asked.value) ?? on;
  return html`<dialog id="paper" aria-labelledby="about-title" onClose=${() => (asked.value = null)}>
    <h2 id="about-title" tabindex="-1" autofocus>${paper?.title ?? 'No paper is on just now'}</h2>
    ${paper && html`<div class="stack">
      <p>${namesWithSchools(paper.presenters)}</p>
      ${paper.discussants.length > 0 && html`<p><span class="soft">Discussed by</span> ${namesWithSchools(paper.discussants)}</p>`}
      ${paper.link && html`<p><a class="button" href=${paper.link} target="_blank" rel="noopener noreferrer">Open the draft</a></p>`}
      ${paper.abstract && html`<p class="abstract">${paper.abstract}</p>`}
      ${paper.abstract === null && html`<p class="soft">To read its abstract, go to its room under Rooms.</p>`}
      ${paper.keywords.length > 0 && html`<p class="soft small">${paper.keywords.join(', ')}</p>`}
      ${view.guidelines && html`<${Guidelines} text=${view.guidelines} />`}
    </div>`}
    <div class="actions"><button onClick=${() => closeDialog('paper')}>Back</button></div>
  </dialog>`;
}

/** All rooms. @param {{view: WipAttendeeView, now: number, tap: import('./scenes.js').Tap}} props */
export function AllRooms({ view, now, tap }) {
  const choose = (/** @type {string} */ room) => {
    tap('enter_room', { room });
    closeDialog('rooms');
  };
  const look = (/** @type {string} */ paper) => {
    asked.value = paper;
    openDialog('paper');
  };
  return html`<dialog id="rooms" aria-labelledby="rooms-title">
    <h2 id="rooms-title">All rooms</h2>
    <${Rooms} view=${view} now=${now} choose=${choose} look=${look} heading="h3" />
    <div class="actions"><button onClick=${() => closeDialog('rooms')}>Back</button></div>
  </dialog>`;
}

/** The written comments one has got as a presenter. @param {{view: WipAttendeeView}} props */
export function Received({ view }) {
  const comments = received(view);
  return html`<dialog id="received" aria-labelledby="received-title">
    <h2 id="received-title">Comments for you</h2>
    <p class="soft small">Only the presenters of your paper read these.</p>
    <ol class="received">
      ${comments.map(({ text, at, author, title }, index) => html`<li key=${index}>
        <p class="abstract">${text}</p>
        <p class="soft small">${author ?? 'Unsigned'}, ${wallTime(at)}, on “${title}”</p>
      </li>`)}
    </ol>
    <div class="actions">
      <${SaveComments} session=${view.session.id} />
      <button onClick=${() => closeDialog('received')}>Back</button>
    </div>
  </dialog>`;
}
