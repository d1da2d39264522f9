/**
 * What the phone shows in each scene.
 *
 * @typedef {import('../types.d.ts').AttendeeView} AttendeeView
 * @typedef {import('../clock.js').Phase} Phase
 * @typedef {import('./scene.js').Scene} Scene
 * @typedef {import('./scene.js').Tap} Tap
 * @typedef {{view: AttendeeView, current: Phase, scene: Scene, tap: Tap, tell: () => void}} Props
 */

import { html } from '#js/html.js';
import { signal } from '@preact/signals-core';
import { copy } from '#js/copy.js';
import { isFirstHint, wakeState } from '#js/wake.js';
import { Coming, Next, Partners, Room, Time } from '#js/phone/parts.js';
import { meetingsSoFar } from '#js/phone/scene.js';
import { company, metAsText, programme, whenWords } from '#js/phone/words.js';

/** The scene that is on. @param {Props} props */
export function Stage(props) {
  return html`<${SCENES[props.scene.kind]} ...${props} />`;
}

/** @param {Props} props */
function Waiting({ view }) {
  return html`
    <p class="eyebrow">${view.session.title}</p>
    <h1 class="headline"><span class="unbroken">You’re in,</span> ${view.me.name}.</h1>
    <p class="lead">It starts soon. Keep this page open.</p>
    <p>${programme(view)}</p>
    ${wakeState.value === 'unable' && isFirstHint(view.session.id) && html`<${DarkHint} />`}
  `;
}

function DarkHint() {
  return html`<p class="hint">Your screen may go dark: touch it, and the page is right again at once.</p>`;
}

/** @param {Props} props */
function Away({ view, tap }) {
  return html`
    <p class="eyebrow">${view.session.title}</p>
    <h1 class="headline">Are you here, ${view.me.name}?</h1>
    <p>You are not checked in, so nobody is waiting for you yet.</p>
    <p><button class="primary large" onClick=${() => tap('check_in')}>I’m here</button></p>
  `;
}

/** @param {Props} props */
function Gone({ view, tap }) {
  return html`
    <p class="eyebrow">${view.session.title}</p>
    <h1 class="headline">You’ve left.</h1>
    <p>Thank you for coming, ${view.me.name}. Your partners of the coming rounds get somebody else.</p>
    <p><button class="primary large" onClick=${() => tap('check_in')}>Come back</button></p>
  `;
}

/** @param {Props} props */
function Welcome({ current, scene }) {
  const { next, partner } = scene;
  return html`
    <p class="eyebrow">${current.segment.label}</p>
    ${partner
      ? html`<${Coming} tag="h1" meeting=${partner.meeting} word=${partner.meeting === next?.meeting ? 'First you meet' : `In round ${partner.meeting.round} you meet`} />`
      : html`<h1 class="headline">You’re in.</h1><p>You are given a place as soon as there is one.</p>`}
    <${Time} current=${current} scene=${scene} />
    ${partner && html`<p class="next">Round ${partner.meeting.round} begins ${whenWords(partner)}.</p>`}
  `;
}

/** @param {Props} props */
function Meet({ view, current, scene, tell }) {
  if (!scene.meeting) return null;
  return html`
    <p class="eyebrow">${current.segment.label}, ${company(scene.meeting, view.me)}</p>
    <${Partners} meeting=${scene.meeting} tell=${tell} />
    <${Room} view=${view} scene=${scene} />
    <${Time} current=${current} scene=${scene} />
    <${Next} scene=${scene} />
  `;
}

/** @param {Props} props */
function Rest({ current, scene }) {
  const { partner } = scene;
  return html`
    <p class="eyebrow">${current.segment.label}</p>
    <h1 class="headline">You rest this round.</h1>
    <p>Nobody is free to meet you just now. If somebody is, this page says so at once.</p>
    <p>${partner ? `You go on ${whenWords(partner)}.` : 'Then comes the closing.'}</p>
    <${Time} current=${current} scene=${scene} />
    ${partner && html`<${Coming} meeting=${partner.meeting} word="Then you meet" />`}
  `;
}

/** @param {Props} props */
function Joining({ current, scene }) {
  const { partner } = scene;
  if (!partner) return null;
  return html`
    <p class="eyebrow">You’re in. ${current.segment.label} is running.</p>
    <h1 class="headline">You join in round ${partner.meeting.round}, ${whenWords(partner)}.</h1>
    <${Time} current=${current} scene=${scene} />
    <${Coming} meeting=${partner.meeting} word="You meet" />
  `;
}

/** @param {Props} props */
function Unplaced({ current, scene }) {
  return html`
    <p class="eyebrow">You’re in. ${current.segment.label} is running.</p>
    <h1 class="headline">${scene.next ? 'All places are taken just now.' : 'There is no meeting for you just now.'}</h1>
    <p>Stay near: this page says at once where and when you join in. The host knows that you are here.</p>
    <${Time} current=${current} scene=${scene} />
  `;
}

/** @param {Props} props */
function Closing({ view, current, scene }) {
  return html`
    <p class="eyebrow">${current.segment.label}</p>
    <h1 class="headline">That was the last round.</h1>
    <${Time} current=${current} scene=${scene} />
    <${Met} view=${view} current=${current} />
  `;
}

/** @param {Props} props */
function Ended({ view, current }) {
  return html`
    <p class="eyebrow">${view.session.title}</p>
    <h1 class="headline"><span class="unbroken">Thank you,</span> ${view.me.name}.</h1>
    <p>The session is over.</p>
    <${Met} view=${view} current=${current} />
  `;
}

const copied = signal('');

/** @param {{view: AttendeeView, current: Phase}} props */
function Met({ view, current }) {
  const meetings = meetingsSoFar(view, current);
  if (!meetings.length) return null;
  const onCopy = async () => {
    const done = await copy(metAsText(view, meetings));
    copied.value = done ? 'Copied.' : 'This browser does not allow copying. Print the page instead.';
  };
  return html`
    <section class="met">
      <h2>Whom you met</h2>
      <ol class="list">
        ${meetings.map(
          (meeting) => html`<li key=${meeting.round}>
            ${meeting.partners.map(
              (one) => html`<p class="line"><strong>${one.name}</strong>
                ${one.institution && html`<span class="soft">${one.institution}</span>`}</p>`,
            )}
          </li>`,
        )}
      </ol>
      <p class="cluster">
        <button onClick=${onCopy}>Copy the list</button>
        <button onClick=${() => print()}>Print</button>
        <span role="status">${copied.value}</span>
      </p>
    </section>
  `;
}

/** @type {Record<import('./scene.js').SceneKind, (props: Props) => unknown>} */
const SCENES = {
  waiting: Waiting,
  away: Away,
  gone: Gone,
  welcome: Welcome,
  move: Meet,
  talk: Meet,
  rest: Rest,
  joining: Joining,
  unplaced: Unplaced,
  closing: Closing,
  ended: Ended,
};
