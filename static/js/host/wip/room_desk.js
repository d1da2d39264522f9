/**
 * What can be done in one room beside its clock: a no-show, a break, a word to the presenter, the rules for minutes.
 *
 * @typedef {import('./store.js').RoomNow} RoomNow
 */
import { html } from 'htm/preact';

import { nameOf } from '#js/host/store.js';
import { listed } from '#js/host/words.js';
import { steer } from '#js/host/wip/acts.js';
import { papersById } from '#js/host/wip/store.js';
import { LONGEST, READY } from '#js/wip/ready.js';

const BREAKS = [5, 10, 15];

/** @param {{ room: RoomNow }} props */
export function RoomDesk({ room }) {
  if (room.now.state === 'ended') return null;
  return html`<div class="room-desk stack">
    <${NoShow} room=${room} />
    <${Telling} room=${room} />
    <${Breaks} room=${room} />
  </div>`;
}

/** The presenter whose turn it is may not be there. @param {RoomProps} props @typedef {{ room: RoomNow }} RoomProps */
function NoShow({ room }) {
  const { segment, state, index } = room.now;
  const paper = papersById.value.get(segment.paper ?? '');
  if (!paper || segment.kind !== 'present' || state === 'waiting') return null;
  const later = room.agenda.slice(index + 1).some((one) => one.kind === 'present');
  const skip = () => steer('skip_segment', room.id, `Skipped: “${paper.title}”.`);
  const last = () => steer('move_paper', room.id, `“${paper.title}” comes last now.`, { paper: paper.id });
  return html`<section class="stack">
    <h2>${listed(paper.presenters.map(nameOf.value))} is not there?</h2>
    <div class="cluster">
      <button type="button" onClick=${skip}>Skip this paper</button>
      ${later && html`<button type="button" onClick=${last}>Present it last</button>`}
    </div>
  </section>`;
}

/** @param {RoomProps} props */
function Telling({ room }) {
  if (!room.allowed.includes('message_presenter')) return null;
  const tell = (/** @type {string} */ text) =>
    steer('message_presenter', room.id, text ? `The presenter in ${room.name} reads: ${text}` : 'The words are taken away.', { text });
  /** @param {SubmitEvent} event */
  const send = async (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const text = String(new FormData(form).get('text') ?? '').trim();
    if (text && (await tell(text))) form.reset();
  };
  return html`<section class="stack">
    <h2>Tell the presenter</h2>
    ${room.message && html`<div class="note announced"><p>The presenter reads: <strong>${room.message.text}</strong></p>
      <button type="button" class="quiet" onClick=${() => tell('')}>Take it away</button></div>`}
    <div class="chips">
      ${READY.map((text) => html`<button type="button" class="chip" key=${text} aria-pressed=${room.message?.text === text} onClick=${() => tell(text)}>${text}</button>`)}
    </div>
    <form class="announcing" onSubmit=${send}>
      <label for="tell">Your own words</label>
      <div class="row"><input id="tell" name="text" maxlength=${LONGEST} autocomplete="off" /><button type="submit">Show</button></div>
    </form>
  </section>`;
}

/** @param {RoomProps} props */
function Breaks({ room }) {
  const later = room.agenda.slice(room.now.index + 1).some((one) => one.kind === 'present');
  if (!later || !room.allowed.includes('insert_segment')) return null;
  return html`<section class="stack">
    <h2>A break before the next paper</h2>
    <div class="cluster">
      ${BREAKS.map((minutes) => html`<button type="button" key=${minutes}
        onClick=${() => steer('insert_segment', room.id, `${room.name}: a break of ${minutes} minutes is in.`, { minutes })}>${minutes} minutes</button>`)}
    </div>
  </section>`;
}
