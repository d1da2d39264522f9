/**
 * What hangs on the wall: the time, large enough for the last row; who is where; how to join.
 *
 * @typedef {import('./types.d.ts').StageView} StageView
 * @typedef {import('./clock.js').Phase} Phase
 */

import { html, render } from 'htm/preact';
import { effect, signal } from '@preact/signals-core';
import { readBoot } from '#js/boot.js';
import { digits, moment, phase, tone, wallTime } from '#js/clock.js';
import { openLink } from '#js/link.js';
import { say } from '#js/spoken.js';
import { Board } from '#js/stage/board.js';
import { momentWords, places, scene } from '#js/stage/scene.js';
import { chime, disableSound, enableSound, sound } from '#js/stage/sound.js';
import { nextTheme, themeWords } from '#js/theme.js';
import { startTicking } from '#js/ticking.js';
import { stayAwake } from '#js/wake.js';

const boot = /** @type {import('./boot.js').Boot<StageView>} */ (readBoot());
const link = openLink(boot);
const current = signal(phase(boot.view.clock, boot.view.agenda, link.now()));
const colours = signal(themeWords());

const CHIMES = /** @type {const} */ ({ start: 'start', minute: 'minute', overtime: 'end', ended: 'end' });

function Page() {
  const view = link.view.value;
  const now = current.value;
  const what = scene(view, now);
  return html`
    <main class=${`stage ${now.state} ${now.segment.kind} ${what.round ? 'with-board' : ''}`}>
      <${Clock} view=${view} current=${now} words=${what.words} />
      <${Door} view=${view} />
      <${News} />
      ${what.round && html`<${Board} title=${what.title} places=${places(what.round)} />`}
    </main>
    <footer class="controls"><${Sound} /><${Frame} /></footer>
  `;
}

/** @param {{view: StageView, current: Phase, words: string}} props */
function Clock({ view, current: now, words }) {
  const text = now.left === null ? '' : digits(now.left);
  const label = now.segment.round === null ? view.session.title : now.segment.label;
  return html`<section class=${`clock ${tone(now)}`} aria-label="Clock">
    <p class="label">${label}</p>
    <h1 class="words">${words}</h1>
    ${text && html`<p class="digits" data-signs=${text.length} role="timer" aria-live="off">${text}</p>`}
  </section>`;
}

/** For whoever comes late: the QR code, the address and the code, always there. @param {{view: StageView}} props */
function Door({ view }) {
  const address = view.join_url.replace(/^https?:\/\//, '').replace(/\/j\/.*$/, '');
  return html`<aside class="door" aria-label="How to join">
    <img class="qr" src=${`/qr/${view.session.code}.svg`} alt=${`QR code of ${view.join_url}`} />
    <p class="address">Join at ${address}</p>
    <p class="join-code">${view.session.code}</p>
  </aside>`;
}

function News() {
  const news = link.view.value.announcement;
  const contact = link.contact.value;
  if (contact.state === 'closed') return html`<p class="news stop" role="alert">${contact.message}</p>`;
  if (contact.state === 'offline') {
    return html`<p class="news soon">No connection since ${wallTime(contact.since)}. The time stays right.</p>`;
  }
  return news && html`<p class="news">${news.text}</p>`;
}

function Sound() {
  const state = sound.value;
  if (state === 'unable') return html`<span role="status">This browser cannot sound a chime.</span>`;
  if (state === 'on') {
    return html`<span role="status">Sound is on.</span>
      <button onClick=${() => chime('end')}>Test the chime</button>
      <button onClick=${disableSound}>Sound off</button>`;
  }
  const words = 'The browser blocks the sound. Allow sound for this page beside its address, and press again.';
  return html`<button onClick=${enableSound}>Enable sound</button>
    <span role="status" class="soon">${state === 'blocked' ? words : ''}</span>`;
}

function Frame() {
  return html`<button onClick=${() => (colours.value = nextTheme())}>${colours.value}</button>
    ${document.fullscreenEnabled && html`<button onClick=${fullScreen}>Full screen</button>`}`;
}

function fullScreen() {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen();
}

/** Say and sound what has just changed, once. */
function tell() {
  let before = current.peek();
  effect(() => {
    const after = current.value;
    const what = moment(before, after);
    const ended = what === 'start' && before.segment.kind === 'talk';
    before = after;
    if (!what) return;
    say(momentWords(what, link.view.peek(), after));
    if (what in CHIMES) void chime(ended ? 'end' : CHIMES[/** @type {keyof typeof CHIMES} */ (what)]);
  });
}

const root = /** @type {HTMLElement} */ (document.getElementById('app'));
root.textContent = '';
startTicking(link, current);
effect(() => render(html`${Page()}`, root));
tell();
stayAwake();
