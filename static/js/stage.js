/**
 * What hangs on the wall: the time, large enough for the last row; who is where; how to join.
 *
 * @typedef {import('./types.d.ts').StageView} StageView
 * @typedef {import('./clock.js').Phase} Phase
 */

import { html, render } from 'htm/preact';
import { effect, signal } from '@preact/signals-core';
import { readBoot } from '#js/boot.js';
import { moment, phase, tone } from '#js/clock.js';
import { openLink } from '#js/link.js';
import { say } from '#js/spoken.js';
import { Board } from '#js/stage/board.js';
import { Controls } from '#js/stage/controls.js';
import { Door } from '#js/stage/door.js';
import { News } from '#js/stage/news.js';
import { momentWords, places, scene, wallDigits } from '#js/stage/scene.js';
import { chime } from '#js/stage/sound.js';
import { startTicking } from '#js/ticking.js';
import { stayAwake } from '#js/wake.js';

const boot = /** @type {import('./boot.js').Boot<StageView>} */ (readBoot());
const link = openLink(boot);
const current = signal(phase(boot.view.clock, boot.view.agenda, link.now()));

const CHIMES = /** @type {const} */ ({ start: 'start', minute: 'minute', overtime: 'end', ended: 'end' });

function Page() {
  const view = link.view.value;
  const now = current.value;
  const what = scene(view, now);
  return html`
    <main class=${`stage ${now.state} ${now.segment.kind} ${what.round ? 'with-board' : ''}`}>
      <${Clock} view=${view} current=${now} words=${what.words} />
      ${now.state !== 'ended' && html`<${Door} view=${view} />`}
      <${News} link=${link} />
      ${what.round && html`<${Board} title=${what.title} places=${places(what.round)} />`}
    </main>
    <${Controls} />
  `;
}

/** @param {{view: StageView, current: Phase, words: string}} props */
function Clock({ view, current: now, words }) {
  const text = now.left === null ? '' : wallDigits(now.left);
  const label = now.segment.round === null || now.state === 'ended' ? view.session.title : now.segment.label;
  return html`<section class=${`clock ${tone(now)}`} aria-label="Clock">
    <p class="label">${label}</p>
    <h1 class="words">${words}</h1>
    ${text && html`<p class="digits" data-signs=${text.length} role="timer" aria-live="off">${text}</p>`}
  </section>`;
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
