/**
 * The desk: what is on, the time, when the room will be over, and what to press.
 */

import { html } from 'htm/preact';
import { digits, tone } from '#js/clock.js';
import { mainAct, moveOn, undoWords } from '#js/wip/facilitator/acts.js';
import { isUnderWay, press } from '#js/wip/facilitator/orders.js';
import { allowed, current, finish, late, view } from '#js/wip/facilitator/store.js';
import { finishWords, kindWords, names, nextWords, paperOf, timeWords } from '#js/wip/words.js';

const MINUTE_MS = 60_000;

/** The desk. */
export function Desk() {
  return html`<section class="desk" aria-label="Clock">
    <${What} />
    <${Time} />
    <${Finish} />
    <${Main} />
    <${Others} />
  </section>`;
}

/** The same for who may no longer steer: only what hangs on the room's wall, too. */
export function Wall() {
  return html`<section class="desk" aria-label="Clock"><${What} /><${Time} /></section>`;
}

function What() {
  const { track, papers, agenda } = view.value;
  const { state, segment, index } = current.value;
  const paper = paperOf(papers, state === 'waiting' ? undefined : segment);
  const where = state === 'waiting' || state === 'ended' ? '' : `, ${(paper ? segment.label : kindWords(segment)).toLowerCase()}`;
  const first = agenda[index + 1];
  return html`<div class="what">
    <p class="eyebrow">${track.name}${where}</p>
    ${state === 'ended' && html`<h1>This room is done.</h1>`}
    ${state === 'waiting' && html`<h1>Not started yet.</h1>`}
    ${state !== 'ended' && state !== 'waiting' && html`<h1>${paper ? paper.title : `Next: ${nextWords(first, papers)}`}</h1>`}
    ${paper && html`<p class="soft presenters">${names(paper.presenters)}</p>`}
  </div>`;
}

function Time() {
  const now = current.value;
  if (now.left === null || (now.segment.kind === 'gather' && now.state !== 'waiting')) return null;
  return html`<p class=${`time ${tone(now)}`}>
    <span class="digits" role="timer" aria-live="off">${digits(now.left)}</span>${' '}
    <span class="meaning">${timeWords(now)}</span>
  </p>`;
}

/** The finish against the plan; when it is late, a way to make up for it. */
function Finish() {
  const words = finishWords(finish.value, view.value.planned_finish_at);
  if (!words) return null;
  const canCatchUp = late.value >= MINUTE_MS && allowed.value.has('catch_up');
  return html`<div class="finish">
    <p class=${late.value >= MINUTE_MS ? 'soon' : 'soft'}>${words}</p>
    ${canCatchUp && html`<button onClick=${() => press('catch_up', {}, 'What is to come is shorter now.')}>Catch up</button>`}
  </div>`;
}

function Main() {
  const act = mainAct(view.value, current.value);
  if (!act) return null;
  const busy = isUnderWay(act.type, act.fields);
  return html`<button id="next-action" class="primary large" aria-busy=${busy} onClick=${() => press(act.type, act.fields)}>
    <span>${act.label}</span>
  </button>`;
}

function Others() {
  const can = allowed.value;
  const next = moveOn(view.value, current.value);
  const onTop = mainAct(view.value, current.value)?.type;
  const undo = view.value.undo;
  return html`<div class="others">
    ${can.has('pause') && html`<button onClick=${() => press('pause')}>Pause</button>`}
    ${can.has('extend') && html`
      <button onClick=${() => press('extend', { seconds: -60 })}>−1<span class="visually-hidden"> minute</span></button>
      <button onClick=${() => press('extend', { seconds: 60 })}>+1<span class="visually-hidden"> minute</span></button>`}
    ${can.has('advance') && onTop !== 'advance' && html`<button title=${next.label} onClick=${() => press('advance')}>Next</button>`}
    ${undo && html`<button title=${`Undo ${undoWords(undo)}`} onClick=${() => press('undo', {}, `Undone: ${undoWords(undo)}.`)}>Undo</button>`}
  </div>`;
}
