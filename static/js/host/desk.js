/**
 * The desk: the time, where the session stands, and the next action, bigger than all else.
 */
import { html } from 'htm/preact';

import { digits, tone, wallTime } from '#js/clock.js';
import { askEnd, main, mainAct, minute, moveOn, nextLabel, nextName, once, undo } from '#js/host/acts.js';
import { Announcing } from '#js/host/announcing.js';
import { Counts } from '#js/host/counts.js';
import { Empty, empty } from '#js/host/empty.js';
import { Ended } from '#js/host/ended.js';
import { underWay } from '#js/host/orders.js';
import { finishAt, segmentWords } from '#js/host/rounds_facts.js';
import { PlanFor } from '#js/host/starting.js';
import { allowed, clockState, current, second, view } from '#js/host/store.js';
import { finishWords, undoWords } from '#js/host/words.js';
import { roughMinutes, roundsWords, totalMinutes } from '#js/host/budget.js';

/** @type {Record<string, string>} */
const STATE_WORDS = { paused: 'Paused', overtime: 'Time is up' };

/** The left side of the page; its content follows the state of the clock. */
export function Desk() {
  const state = clockState.value;
  return html`<section class="desk" aria-label="The session now">
    ${empty.value ? html`<${Empty} />` : html`<${Now} state=${state} /><${MainButton} />`}
    ${state === 'waiting' && !empty.value && html`<${PlanFor} />`}
    ${state !== 'waiting' && html`<${Others} />`}
    ${state !== 'ended' && !empty.value && html`<${Counts} />`}
    ${state !== 'ended' && html`<${Announcing} />`}
  </section>`;
}

/** @param {{ state: string }} props */
function Now({ state }) {
  return state === 'waiting' ? html`<${Before} />` : state === 'ended' ? html`<${Ended} />` : html`<${Clock} />`;
}

/** Before the start: what will happen, and until when. */
function Before() {
  const { settings } = view.value;
  const minutes = totalMinutes(settings);
  return html`<div class="now">
    <p class="eyebrow">${segmentWords(current.value.segment)}</p>
    <p class="display plan-line">${roundsWords(settings)}</p>
    <p class="soft">${roughMinutes(minutes)} in all. Started now, it ends about <${FinishFromNow} minutes=${minutes} />.</p>
  </div>`;
}

/** @param {{ minutes: number }} props */
function FinishFromNow({ minutes }) {
  return html`${wallTime(second.value + minutes * 60_000)}`;
}

function Clock() {
  const phase = current.value;
  const words = STATE_WORDS[phase.state];
  return html`<div class="now" data-tone=${tone(phase)}>
    <p class="eyebrow">${segmentWords(phase.segment)}</p>
    <p class="digits" role="timer" aria-live="off">${digits(phase.left ?? 0)}</p>
    <p class="state">${words ?? toneWords(tone(phase))}</p>
    <${Finish} />
  </div>`;
}

/** @param {string} shown a tone of the clock */
function toneWords(shown) {
  return shown === 'soon' ? 'Nearly over' : shown === 'stop' ? 'Time is up' : 'Running';
}

function Finish() {
  const { agenda, planned_finish_at: planned } = view.value;
  const { state, index, ends_at, left } = current.value;
  const clock = { state, index, ends_at, remaining_ms: state === 'paused' ? left : null };
  const expected = finishAt(clock, agenda, second.value);
  return expected === null ? null : html`<p class="soft">${finishWords(expected, planned)}.</p>`;
}

function MainButton() {
  const act = mainAct.value;
  if (!act) return null;
  const busy = underWay.value.has(act.type);
  const planning = busy && act.type === 'start';
  const label = act.type === 'advance' ? `Next: ${nextName.value}` : planning ? 'Planning …' : act.label;
  return html`<button type="button" id="next-action" class="primary next-action" title="Key: S or Space"
    aria-busy=${busy} data-long=${act.type === 'advance'} disabled=${!allowed.value.has(act.type)} onClick=${once(main)}>
    <span>${label}</span> <kbd aria-hidden="true">S</kbd>
  </button>`;
}

/** The other things to do with the clock. */
function Others() {
  const may = allowed.value;
  const undone = view.value.undo;
  const ended = clockState.value === 'ended';
  return html`<div class="others">
    ${
      !ended &&
      mainAct.value?.type !== 'advance' &&
      html`<button type="button" class="wide" title="Key: N" disabled=${!may.has('advance')} onClick=${once(moveOn)}>
        <span>Next <span class="soft">${nextLabel.value}</span></span> <kbd aria-hidden="true">N</kbd>
      </button>`
    }
    ${
      !ended &&
      html`<button type="button" title="Key: −" disabled=${!may.has('extend')} onClick=${() => minute(-1)}>
          <span>−1 min</span> <kbd aria-hidden="true">−</kbd>
        </button>
        <button type="button" title="Key: +" disabled=${!may.has('extend')} onClick=${() => minute(1)}>
          <span>+1 min</span> <kbd aria-hidden="true">+</kbd>
        </button>`
    }
    <button type="button" class=${ended ? 'wide' : ''} title="Key: U" disabled=${!undone} onClick=${once(undo)}>
      <span>Undo <span class="soft">${undone ? undoWords(undone, view.value.undo_added_ms) : ''}</span></span> <kbd aria-hidden="true">U</kbd>
    </button>
    ${!ended && html`<button type="button" class="danger" disabled=${!may.has('end')} onClick=${askEnd}>End …</button>`}
  </div>`;
}
