/**
 * The attendee's phone: whom you are with, where, how long is left, what comes next.
 *
 * It draws from the last view and the clock, and so goes on by itself when the network does not.
 *
 * @typedef {import('./types.d.ts').AttendeeView} AttendeeView
 */

import { html, render } from 'htm/preact';
import { effect, signal } from '@preact/signals-core';
import { readBoot } from '#js/boot.js';
import { moment, phase } from '#js/clock.js';
import { openLink } from '#js/link.js';
import { Contact, News, Refusal, speakNotices } from '#js/notices.js';
import { More, open } from '#js/phone/more.js';
import { scene } from '#js/phone/scene.js';
import { Stage } from '#js/phone/scenes.js';
import { momentWords, title } from '#js/phone/words.js';
import { say } from '#js/spoken.js';
import { startTicking } from '#js/ticking.js';
import { stayAwake } from '#js/wake.js';

const boot = /** @type {import('./boot.js').Boot<AttendeeView>} */ (readBoot());
const link = openLink(boot);
const current = signal(phase(boot.view.clock, boot.view.agenda, link.now()));
const WAY_BACK = { href: '/', words: 'Join again' };

const tap = (/** @type {string} */ type) => link.tap({ type });

/** The page is one tree, drawn anew when a digit, a view or the contact changes. */
function Page() {
  const view = link.view.value;
  const now = current.value;
  const what = scene(view, now);
  document.title = title(what, view);
  return html`
    <header class="top no-print">
      <${Contact} link=${link} wayBack=${WAY_BACK} kept=${link.waiting.value.length > 0 ? ' Your tap is kept, and sent later.' : ''} />
      <${News} link=${link} />
      <${Refusal} link=${link} />
    </header>
    <main class=${`scene ${what.kind}`}>
      <${Stage} view=${view} current=${now} scene=${what} tap=${tap} />
    </main>
    <footer class="foot no-print">
      <p class="me">${view.me.name}<span class="soft">, ${view.me.role}</span></p>
      <button class="quiet" onClick=${() => open('more')}>More</button>
    </footer>
    <${More} session=${boot.session} here=${view.me.attendance === 'here' && now.state !== 'ended'} tap=${tap} />
  `;
}

/** Tell those who listen what has just changed, once. */
function speak() {
  let before = current.peek();
  effect(() => {
    const after = current.value;
    const what = moment(before, after);
    before = after;
    if (!what) return;
    const view = link.view.peek();
    say(momentWords(what, view, after, scene(view, after)));
  });
  speakNotices(link);
}

const root = /** @type {HTMLElement} */ (document.getElementById('app'));
root.textContent = '';
startTicking(link, current);
effect(() => render(html`${Page()}`, root));
speak();
stayAwake();
