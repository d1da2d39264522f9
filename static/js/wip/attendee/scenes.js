/**
 * What the phone shows in each scene.
 *
 * @typedef {import('../../types_wip.d.ts').WipAttendeeView} WipAttendeeView
 * @typedef {import('../../clock.js').Phase} Phase
 * @typedef {import('./scene.js').Scene} Scene
 * @typedef {(type: string, fields?: Record<string, unknown>) => void} Tap
 * @typedef {{view: WipAttendeeView, current: Phase, scene: Scene, now: number, tap: Tap}} Props
 */

import { html } from 'htm/preact';
import { wakeState } from '#js/wake.js';
import { Floor } from '#js/wip/attendee/floor.js';
import { Actions, Duty, Next, ReadComments, SaveComments, Time } from '#js/wip/attendee/parts.js';
import { Rooms } from '#js/wip/attendee/rooms.js';
import { messageNow, names, nextWords, toldSize } from '#js/wip/words.js';

/** The scene that is on. @param {Props} props */
export function Scenes(props) {
  return html`<${Told} ...${props} /><${SCENES[props.scene.kind]} ...${props} />`;
}

/** Where there are more rooms to choose from than these, of each only the next paper is listed. */
const FEW_ROOMS = 3;

const UNTOLD = new Set(['ended', 'gone', 'away']);

/** What who facilitates tells one as the presenter, as large as it stands on the room's display. @param {Props} props */
function Told({ view, current, scene }) {
  const message = messageNow(view, current);
  if (!message || UNTOLD.has(scene.kind)) return null;
  return html`<p class="told" data-size=${toldSize(message.text)}>${message.text}</p>`;
}

/** @param {Props} props */
function Paper(props) {
  const { view, current, scene } = props;
  const { paper } = scene;
  if (!paper) return null;
  return html`
    <p class="eyebrow">${view.room?.name}, ${current.segment.label.toLowerCase()}</p>
    <h1 class="paper-title" data-size=${titleSize(paper.title)}>${paper.title}</h1>
    <p class="about">${scene.mine === 'presenter' ? 'Your own paper' : names(paper.presenters)}</p>
    <${Time} ...${props} />
    <${Floor} ...${props} />
    <${Actions} ...${props} />
    <${Duty} duty=${scene.duty} />
    <${Next} ...${props} />
  `;
}

/** How large a title may be written, 2 (largest) to 5. @param {string} title */
function titleSize(title) {
  return 2 + [28, 52, 90].filter((limit) => title.length > limit).length;
}

/** @param {Props} props */
function Between(props) {
  const { view, current, scene } = props;
  const next = current.segment.kind === 'close' || current.state === 'ended' ? null : scene.next;
  const over = current.state === 'ended';
  const own = next && next.paper.id === scene.duty?.paper.id ? scene.duty : null;
  return html`
    <p class="eyebrow">${view.room?.name}${over ? '' : `, ${current.segment.label.toLowerCase()}`}</p>
    ${over && html`<h1 class="headline">This room is done.</h1>`}
    ${!over && !next && html`<h1 class="headline">That was the last paper${scene.next ? ' for now' : ''}.</h1>`}
    ${next && html`<p class="eyebrow">Next</p>
      <h1 class="paper-title" data-size=${titleSize(next.paper.title)}>${next.paper.title}</h1>
      <p class="about">${own?.role === 'presenter' ? 'Your own paper' : names(next.paper.presenters)}</p>`}
    <${Time} ...${props} />
    ${current.segment.kind === 'gather' && html`<p>It goes on when everybody is back.</p>`}
    ${own && html`<p class="note duty"><strong>You ${own.role === 'presenter' ? 'present' : 'discuss'} it.</strong> Come to the front in time.</p>`}
    <${Actions} ...${props} />
    ${!own && html`<${Duty} duty=${scene.duty} />`}
  `;
}

/** @param {Props} props */
function Waiting(props) {
  const { view, scene } = props;
  const first = view.agenda.find((segment) => segment.kind === 'present');
  return html`
    <p class="eyebrow">${view.session.title}</p>
    <h1 class="headline">You’re in, ${view.me.name}.</h1>
    <p class="lead">Your room: <strong class="place">${view.room?.name}</strong></p>
    <p>It starts soon${first ? ` with ${nextWords(first, view.papers)}` : ''}. Keep this page open.</p>
    ${wakeState.value === 'unable' && html`<p class="hint">Your screen may go dark: touch it, and the page is right again at once.</p>`}
    <${Duty} duty=${scene.duty} />
    <${Actions} ...${props} />
  `;
}

/** @param {Props} props */
function Choosing(props) {
  const { view, now, tap } = props;
  const most = view.tracks.length > FEW_ROOMS ? 1 : undefined;
  return html`
    <p class="eyebrow">You’re in, ${view.me.name}.</p>
    <h1 class="headline">Which room are you in?</h1>
    <${Rooms} view=${view} now=${now} choose=${(/** @type {string} */ room) => tap('enter_room', { room })} heading="h2" most=${most} />
  `;
}

/** @param {Props} props */
function Away({ view, tap }) {
  return html`
    <p class="eyebrow">${view.session.title}</p>
    <h1 class="headline">Are you here, ${view.me.name}?</h1>
    <p>You are not checked in, so nobody counts on you yet.</p>
    <p><button class="primary large" onClick=${() => tap('check_in')}>I’m here</button></p>
  `;
}

/** @param {Props} props */
function Gone(props) {
  const { view, tap } = props;
  return html`
    <p class="eyebrow">${view.session.title}</p>
    <h1 class="headline">You’ve left.</h1>
    <p>Thank you for coming, ${view.me.name}.</p>
    <p><button class="primary large" onClick=${() => tap('check_in')}>Come back</button></p>
    <${Actions} ...${props} />
  `;
}

/** @param {Props} props */
function Ended(props) {
  return html`
    <p class="eyebrow">${props.view.session.title}</p>
    <h1 class="headline">Thank you, ${props.view.me.name}.</h1>
    <${Afterwards} ...${props} />
    <${Actions} ...${props} />
  `;
}

/** What is left after the end: for who presented, what people wrote to them.
 * @param {Props} props */
function Afterwards({ view }) {
  if (!view.me.roles.includes('presenter')) {
    const write = view.written === 'off' ? '' : ' Presenters still read what you write to them.';
    return html`<p>The session is over.${write}</p>`;
  }
  if (view.comments.length === 0) return html`<p>The session is over. Nobody has written to you yet; if somebody does, you read it here.</p>`;
  return html`
    <p>The session is over. What people wrote to you is yours to read and to save.</p>
    <div class="choices-row">
      <${ReadComments} count=${view.comments.length} kind="primary large for-me" />
      <${SaveComments} session=${view.session.id} />
    </div>
  `;
}

/** @type {Record<import('./scene.js').SceneKind, (props: Props) => unknown>} */
const SCENES = {
  ended: Ended,
  gone: Gone,
  away: Away,
  choosing: Choosing,
  waiting: Waiting,
  paper: Paper,
  between: Between,
};
