/**
 * The phone of an attendee of a works-in-progress session: which paper is on, how long, one's own hand.
 *
 * @typedef {import('./types_wip.d.ts').WipAttendeeView} WipAttendeeView
 */

import { html, render } from '#js/html.js';
import { effect, signal } from '@preact/signals-core';
import { readBoot } from '#js/boot.js';
import { phase } from '#js/clock.js';
import { openLink } from '#js/link.js';
import { Contact, News, Refusal, speakNotices } from '#js/notices.js';
import { alertChange, alertEnd, armAlerts } from '#js/phone/alerts.js';
import { keepForLater } from '#js/phone/keeping.js';
import { More, open } from '#js/phone/more.js';
import { say } from '#js/spoken.js';
import { startTicking } from '#js/ticking.js';
import { stayAwake } from '#js/wake.js';
import { AboutPaper, AllRooms, Received } from '#js/wip/attendee/dialogs.js';
import { scene } from '#js/wip/attendee/scene.js';
import { Scenes } from '#js/wip/attendee/scenes.js';
import { Writing, followWriting } from '#js/wip/attendee/writing.js';
import { speakMoments } from '#js/wip/moments.js';

const boot = /** @type {import('./boot.js').Boot<WipAttendeeView>} */ (readBoot());
const link = openLink(boot);
const current = signal(phase(boot.view.clock, boot.view.agenda, link.now()));

/** How often the other rooms' clocks are looked at where the own one stands still. */
const LOOK_MS = 5_000;
const WAY_BACK = { href: '/', words: 'Join again' };
const LEAVING = 'The host and who facilitates see that you have gone.';

/** @param {string} type @param {Record<string, unknown>} [fields] */
const tap = (type, fields = {}) => link.tap({ type, ...fields });

function Page() {
  const view = link.view.value;
  const on = current.value;
  const now = link.now();
  const what = scene(view, on, now);
  document.title = what.paper ? `${view.room?.name}: ${what.paper.title}` : view.session.title;
  return html`
    <header class="top no-print">
      <${Contact} link=${link} wayBack=${WAY_BACK} kept=${link.waiting.value.length > 0 ? ' Your tap is kept, and sent later.' : ''} />
      <${News} link=${link} />
      <${Refusal} link=${link} />
    </header>
    <main class=${`scene wip-${what.kind}`}>
      <${Scenes} view=${view} current=${on} scene=${what} now=${now} tap=${tap} />
    </main>
    <footer class="foot no-print">
      <p class="me">${view.me.name}${view.me.roles.length > 0 && html`<span class="soft">, ${view.me.roles.join(' and ')}</span>`}</p>
      <button class="quiet" onClick=${() => open('more')}>More</button>
    </footer>
    <${AboutPaper} view=${view} on=${what.paper} />
    <${AllRooms} view=${view} now=${now} tap=${tap} />
    <${Received} view=${view} />
    <${Writing} link=${link} view=${view} on=${what.paper?.id ?? null} />
    <${More} session=${boot.session} here=${view.me.attendance === 'here' && what.kind !== 'ended'} tap=${tap} leaving=${LEAVING} moment="When it is your turn" />
  `;
}

/** What concerns oneself is said once: one's own turn. */
function speakTurn() {
  let mine = link.view.peek().speaking_myself;
  effect(() => {
    const now = link.view.value.speaking_myself;
    if (now && !mine) {
      say('It is your turn to speak.');
      alertEnd();
    }
    mine = now;
  });
}

/** A word to oneself as the presenter is said and felt once; nothing sounds while one speaks. */
function speakWords() {
  let told = link.view.peek().message?.at;
  effect(() => {
    const { message } = link.view.value;
    if (message && message.at !== told) {
      say(`For you: ${message.text}`);
      alertChange();
    }
    told = message?.at;
  });
}

const root = /** @type {HTMLElement} */ (document.getElementById('app'));
root.textContent = '';
startTicking(link, current);
effect(() => render(html`${Page()}`, root));
setInterval(() => (current.value = { ...current.peek() }), LOOK_MS);
speakMoments(current, () => (link.view.peek().room ? link.view.peek().papers : []));
speakNotices(link);
speakTurn();
speakWords();
followWriting(link);
stayAwake();
armAlerts();
keepForLater(link);
