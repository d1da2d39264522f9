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
import { moment, phase, wallTime } from '#js/clock.js';
import { openLink } from '#js/link.js';
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
const wholeNews = signal(false);

const tap = (/** @type {string} */ type) => link.tap({ type });

/** The page is one tree, drawn anew when a digit, a view or the contact changes. */
function Page() {
  const view = link.view.value;
  const now = current.value;
  const what = scene(view, now);
  document.title = title(what, view);
  return html`
    <header class="top no-print">
      <${Contact} />
      <${News} />
      <${Refusal} />
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

function Contact() {
  const contact = link.contact.value;
  if (contact.state === 'online') return null;
  if (contact.state === 'closed') return html`<p class="note stop" role="alert">${contact.message} <a href="/">Join again</a></p>`;
  const kept = link.waiting.value.length > 0 ? ' Your tap is kept, and sent later.' : '';
  return html`<p class="note soon offline">No connection since ${wallTime(contact.since)}. The time stays right.${kept}</p>`;
}

function News() {
  const news = link.view.value.announcement;
  if (!news) return null;
  const toggle = () => (wholeNews.value = !wholeNews.value);
  return html`<button class="news" aria-expanded=${wholeNews.value} onClick=${toggle}>
    <span><span class="soft">From the host: </span>${news.text}</span>
  </button>`;
}

function Refusal() {
  return link.refusal.value && html`<p class="note stop" role="alert">${link.refusal.value}</p>`;
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
  let contact = link.contact.peek().state;
  effect(() => {
    const now = link.contact.value.state;
    if (now !== contact && now !== 'closed') say(now === 'online' ? 'Connected again.' : 'Offline. The time stays right.');
    contact = now;
  });
  let heard = link.view.peek().announcement?.at;
  effect(() => {
    const news = link.view.value.announcement;
    if (news && news.at !== heard) say(`From the host: ${news.text}`);
    heard = news?.at;
  });
}

const root = /** @type {HTMLElement} */ (document.getElementById('app'));
root.textContent = '';
startTicking(link, current);
effect(() => render(html`${Page()}`, root));
speak();
stayAwake();
