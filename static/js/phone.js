/**
 * The attendee's phone: whom you are with, where, how long is left, what comes next.
 *
 * It draws from the last view and the clock, and so goes on by itself when the network does not.
 *
 * @typedef {import('./types.d.ts').AttendeeView} AttendeeView
 */

import { html, render } from '#js/html.js';
import { effect, signal } from '@preact/signals-core';
import { readBoot } from '#js/boot.js';
import { moment, phase } from '#js/clock.js';
import { openLink } from '#js/link.js';
import { Contact, News, Refusal, speakNotices } from '#js/notices.js';
import { alertChange, alertEnd, armAlerts } from '#js/phone/alerts.js';
import { keepForLater } from '#js/phone/keeping.js';
import { MissingButton, MissingDialog, report, theOther } from '#js/phone/missing.js';
import { More, open } from '#js/phone/more.js';
import { scene } from '#js/phone/scene.js';
import { Stage } from '#js/phone/scenes.js';
import { turnOf } from '#js/phone/turn.js';
import { momentWords, title } from '#js/phone/words.js';
import { say } from '#js/spoken.js';
import { startTicking } from '#js/ticking.js';
import { stayAwake } from '#js/wake.js';

const boot = /** @type {import('./boot.js').Boot<AttendeeView>} */ (readBoot());
const link = openLink(boot);
const current = signal(phase(boot.view.clock, boot.view.agenda, link.now()));
const turn = signal(/** @type {(import('./phone/turn.js').Turn & {at: number}) | null} */ (null));
const WAY_BACK = { href: '/', words: 'Join again' };

/** How long a turn of events stands on the page: it is acted on, or it was seen. */
const TURN_MS = 90_000;
const MISSING = 'partner_missing';

/** @type {import('./phone/scene.js').Tap} */
const tap = (type, fields) => link.tap({ ...fields, type });

/** The page is one tree, drawn anew when a digit, a view or the contact changes. */
function Page() {
  const view = link.view.value;
  const now = current.value;
  const what = scene(view, now);
  const other = theOther(what);
  const { round } = now.segment;
  const tell = () => tap(MISSING, { round });
  document.title = title(what, view);
  return html`
    <header class="top no-print">
      <${Contact} link=${link} wayBack=${WAY_BACK} kept=${link.waiting.value.length > 0 ? ' Your tap is kept, and sent later.' : ''} />
      <${News} link=${link} />
      <${Turn} />
      <${Refusal} link=${link} />
    </header>
    <main class=${`scene ${what.kind}`}>
      <${Stage} view=${view} current=${now} scene=${what} tap=${tap} tell=${tell} />
    </main>
    <footer class="foot no-print">
      <p class="me">${view.me.name}<span class="soft">, ${view.me.role}</span></p>
      <${MissingButton} scene=${what} />
      <button class="quiet" onClick=${() => open('more')}>More</button>
    </footer>
    ${other && html`<${MissingDialog} key=${`${round} ${other.name}`} partner=${other} tell=${tell} />`}
    <${More} session=${boot.session} here=${view.me.attendance === 'here' && now.state !== 'ended'} tap=${tap} />
  `;
}

function Turn() {
  const now = turn.value;
  const { segment } = current.value;
  if (!now || now.round !== segment.round || link.now() - now.at > TURN_MS * link.view.value.pace) return null;
  return html`<p class="note change">${now.words}</p>`;
}

/** Tell those who listen what has just changed, once. */
function speak() {
  let before = current.peek();
  effect(() => {
    const after = current.value;
    const what = moment(before, after);
    const isOver = what === 'overtime' || what === 'ended' || (what === 'start' && before.segment.kind === 'talk');
    if (isOver) alertEnd();
    if (before.index !== after.index) link.refusal.value = null;
    before = after;
    if (!what) return;
    const view = link.view.peek();
    say(momentWords(what, view, after, scene(view, after)));
  });
  speakNotices(link);
}

/** Notice what nobody could know beforehand: another partner, another place, a partner who has left. */
function watchTurns() {
  let before = link.view.peek();
  effect(() => {
    const after = link.view.value;
    const told = [link.answered.peek(), ...link.waiting.peek()].filter((tap) => tap?.type === MISSING);
    const found = turnOf(before, after, link.now(), (round) => told.some((tap) => tap?.['round'] === round));
    before = after;
    if (!found) return;
    turn.value = { ...found, at: link.now() };
    say(found.words);
    alertChange();
  });
  effect(() => {
    const isWaiting = link.waiting.value.some((tap) => tap.type === MISSING);
    report.value = isWaiting ? (link.contact.value.state === 'online' ? 'asking' : 'kept') : 'none';
  });
}

const root = /** @type {HTMLElement} */ (document.getElementById('app'));
root.textContent = '';
startTicking(link, current);
effect(() => render(html`${Page()}`, root));
speak();
watchTurns();
stayAwake();
armAlerts();
keepForLater(link);
