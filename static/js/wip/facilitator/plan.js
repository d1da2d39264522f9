/**
 * What is to come in the room, and what can be done about it: rules for minutes, skipping, moving, breaks.
 *
 * @typedef {import('../../types_wip.d.ts').Policy} Policy
 * @typedef {import('../../types_wip.d.ts').WipSegment} WipSegment
 */

import { html } from 'htm/preact';
import { spoken, wallTime } from '#js/clock.js';
import { openDialog, closeDialog } from '#js/dialogs.js';
import { press } from '#js/wip/facilitator/orders.js';
import { allowed, current, now, view } from '#js/wip/facilitator/store.js';
import { foreseenStart } from '#js/wip/facts.js';
import { RULES } from '#js/wip/policies.js';
import { kindWords, names, paperOf } from '#js/wip/words.js';

const BREAKS = [5, 10, 15];

/** The rest of the agenda and the rules. */
export function Plan() {
  return html`
    <${NoShow} />
    <${Coming} />
    <${Breaks} />
    <${Rules} />
    ${allowed.value.has('end') && html`<p><button class="danger" onClick=${() => openDialog('end')}>End this room</button></p>`}
    <${EndQuestion} />
  `;
}

/** The presenter whose turn it is may not be there. */
function NoShow() {
  const { segment, state } = current.value;
  const paper = paperOf(view.value.papers, segment);
  if (!paper || segment.kind !== 'present' || state === 'waiting' || !allowed.value.has('skip_segment')) return null;
  const later = view.value.agenda.slice(current.value.index + 1).some((one) => one.kind === 'present');
  return html`<section class="no-show">
    <h3>${names(paper.presenters)} is not there?</h3>
    <div class="cluster">
      <button onClick=${() => press('skip_segment', {}, `Skipped: “${paper.title}”.`)}>Skip this paper</button>
      ${later && html`<button onClick=${() => press('move_paper', { paper: paper.id }, `“${paper.title}” comes last now.`)}>Present it last</button>`}
    </div>
  </section>`;
}

function Coming() {
  const { agenda, papers } = view.value;
  const parts = agenda.map((segment, index) => ({ segment, index })).slice(current.value.index + 1);
  if (current.value.state === 'ended' || !parts.length) return html`<p class="hint">Nothing more is to come.</p>`;
  return html`<section>
    <h3>To come</h3>
    <ol class="agenda">
      ${parts.map(({ segment, index }) => html`<${Part} key=${`${segment.kind}${segment.paper ?? index}`} segment=${segment} index=${index} papers=${papers} />`)}
    </ol>
  </section>`;
}

/** @param {{segment: WipSegment, index: number, papers: import('../../types_wip.d.ts').PaperView[]}} props */
function Part({ segment, index, papers }) {
  const { agenda } = view.value;
  const at = foreseenStart(current.value, agenda, index, now.value);
  const paper = paperOf(papers, segment);
  const heading = segment.kind === 'present' && paper ? `“${paper.title}”` : kindWords(segment);
  const after = agenda.slice(index + 1).filter((one) => one.kind === 'present').map((one) => one.paper);
  const skip = () => press('skip_segment', { index }, `Skipped: ${heading}.`);
  const wait = () => press('move_paper', { paper: segment.paper, before: after[1] ?? null }, `Moved to later: ${heading}.`);
  return html`<li class=${`part ${segment.kind}`}>
    <p><span class="soft">${at === null ? '' : wallTime(at)}</span> ${heading} <span class="soft small">${segment.duration_ms ? spoken(segment.duration_ms) : ''}</span></p>
    ${(segment.kind === 'present' || segment.kind === 'break') && html`<div class="buttons">
      ${segment.kind === 'present' && after.length > 0 && html`<button aria-label=${`Later: ${heading}`} onClick=${wait}>Later</button>`}
      <button aria-label=${`Skip ${heading}`} onClick=${skip}>Skip</button>
    </div>`}
  </li>`;
}

function Breaks() {
  const later = view.value.agenda.slice(current.value.index + 1).some((one) => one.kind === 'present');
  if (!later || !allowed.value.has('insert_segment')) return null;
  return html`<section>
    <h3>A break after this paper</h3>
    <div class="cluster">
      ${BREAKS.map((minutes) => html`<button key=${minutes} onClick=${() => press('insert_segment', { minutes }, `A break of ${minutes} minutes is in.`)}>${minutes} minutes</button>`)}
    </div>
  </section>`;
}

function Rules() {
  const { policy } = view.value;
  if (!allowed.value.has('set_policy')) return null;
  return html`<section class="rules">
    <h3>Rules for minutes</h3>
    ${RULES.map(({ rule, label, options }) => html`<div class="field" key=${rule}>
      <label for=${rule}>${label}</label>
      <select id=${rule} value=${policy[rule]} onChange=${change(rule)}>
        ${options.map(([value, words]) => html`<option key=${value} value=${value} selected=${value === policy[rule]}>${words}</option>`)}
      </select>
    </div>`)}
  </section>`;
}

/** @param {keyof Policy} rule */
function change(rule) {
  return async (/** @type {Event} */ event) => {
    const select = /** @type {HTMLSelectElement} */ (event.currentTarget);
    if (!(await press('set_policy', { [rule]: select.value }, 'The rule is changed.'))) select.value = view.peek().policy[rule];
  };
}

function EndQuestion() {
  const end = async () => {
    closeDialog('end');
    await press('end', {}, 'This room has ended.');
  };
  return html`<dialog id="end" aria-labelledby="end-title">
    <h2 id="end-title">End ${view.value.track.name}?</h2>
    <p>What is still to come in this room is left out. The other rooms go on. You can undo this.</p>
    <div class="actions">
      <button class="danger" onClick=${end}>End it now</button>
      <button onClick=${() => closeDialog('end')}>Go on</button>
    </div>
  </dialog>`;
}
