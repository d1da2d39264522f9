/**
 * What hangs on the wall of a works-in-progress session: of one room, for its presenters, or of the hall.
 *
 * @typedef {import('./types_wip.d.ts').WipStageView} WipStageView
 */

import { html, render } from 'htm/preact';
import { effect, signal } from '@preact/signals-core';
import { readBoot } from '#js/boot.js';
import { phase } from '#js/clock.js';
import { openLink } from '#js/link.js';
import { say } from '#js/spoken.js';
import { Controls } from '#js/stage/controls.js';
import { Door } from '#js/stage/door.js';
import { News } from '#js/stage/news.js';
import { chime } from '#js/stage/sound.js';
import { startTicking } from '#js/ticking.js';
import { stayAwake } from '#js/wake.js';
import { speakMoments } from '#js/wip/moments.js';
import { Hall } from '#js/wip/presenter/hall.js';
import { Room } from '#js/wip/presenter/room.js';
import { wholeState } from '#js/host/wip/whole.js';

const boot = /** @type {import('./boot.js').Boot<WipStageView>} */ (readBoot());
const link = openLink(boot);
const current = signal(phase(boot.view.clock, boot.view.agenda, link.now()));
const ofHall = boot.view.track === null;

const LOOK_MS = 1_000;
const CHIMES = /** @type {const} */ ({ start: 'start', minute: 'minute', overtime: 'end', ended: 'end' });

function Page() {
  const view = link.view.value;
  const on = current.value;
  const now = link.now();
  return html`
    <main class=${`wall ${ofHall ? 'hall' : `of-room ${on.state} ${on.segment.kind}`}`}>
      ${ofHall ? html`<${Hall} view=${view} now=${now} />` : html`<${Room} view=${view} current=${on} now=${now} />`}
      ${!isOver(view, on, now) && html`<${Door} view=${view} />`}
      <${News} link=${link} />
    </main>
    <${Controls} />
  `;
}

/** Whether nobody is to come any more: the room is done, or in the hall every room is.
 * @param {WipStageView} view @param {import('./clock.js').Phase} on @param {number} now */
function isOver(view, on, now) {
  return (ofHall ? wholeState(view, now) : on.state) === 'ended';
}

/** In one room, each moment of the clock is said and sounded, and so is a word to the presenter. */
function follow() {
  speakMoments(current, () => link.view.peek().papers, (what, before) => {
    const over = what === 'start' && before.segment.kind === 'present';
    if (current.peek().segment.kind === 'gather') return;
    if (what in CHIMES) void chime(over ? 'end' : CHIMES[/** @type {keyof typeof CHIMES} */ (what)]);
  });
  let told = link.view.peek().message?.at;
  effect(() => {
    const { message } = link.view.value;
    if (message && message.at !== told) say(`For the presenter: ${message.text}`);
    told = message?.at;
  });
}

const root = /** @type {HTMLElement} */ (document.getElementById('app'));
root.textContent = '';
startTicking(link, current);
effect(() => render(html`${Page()}`, root));
if (ofHall) {
  // Every room has a clock of its own: the page looks at all of them, not only when the first one's digits change.
  setInterval(() => (current.value = { ...current.peek() }), LOOK_MS);
} else follow();
stayAwake();
