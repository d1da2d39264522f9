/**
 * Start while some on the list are missing: whom the plan is to count on is asked first.
 */
import { html } from 'htm/preact';

import { closeDialog, openDialog } from '#js/host/dialog.js';
import { press } from '#js/host/orders.js';
import { view } from '#js/host/store.js';

/** @typedef {'everyone' | 'present'} PlanFor */

/** A plan is for two at least. */
const COMPANY = 2;

/** How many are here and how many of the list are not; null where there is nothing to choose.
 * @param {readonly { attendance: string }[]} people */
export function choiceAtStart(people) {
  const here = people.filter((person) => person.attendance === 'here').length;
  const missing = people.filter((person) => person.attendance === 'expected').length;
  return here >= COMPANY && missing > 0 ? { here, missing } : null;
}

/** Ask whom to plan for if some are missing, then begin. @param {() => Promise<void>} begin */
export async function start(begin) {
  if (choiceAtStart(view.peek().people) === null) return begin();
  openDialog('Start now?', () => html`<${Question} begin=${begin} />`);
}

/** @param {{ begin: () => Promise<void> }} props */
function Question({ begin }) {
  const choice = choiceAtStart(view.value.people);
  if (!choice) return html`<${Begin} begin=${begin} />`;
  const { here, missing } = choice;
  const all = here + missing;
  /** @param {PlanFor} wanted */
  const startFor = async (wanted) => {
    closeDialog();
    const settings = { plan_for: wanted };
    if (view.peek().settings.plan_for === wanted || (await press('update_settings', { settings }))) await begin();
  };
  return html`<div class="stack">
    <p>${missing} of ${all} ${missing === 1 ? 'is' : 'are'} not here yet. Plan for all ${all}, or only for the ${here} who
      are here? Whoever comes later joins in.</p>
    <div class="actions">
      <button type="button" class="primary" data-focus onClick=${() => startFor('present')}>Only the ${here} who are here</button>
      <button type="button" onClick=${() => startFor('everyone')}>All ${all} on the list</button>
      <button type="button" class="quiet" onClick=${closeDialog}>Not yet</button>
    </div>
  </div>`;
}

/** The choice is gone while it was asked: the last one has come. @param {{ begin: () => Promise<void> }} props */
function Begin({ begin }) {
  const go = () => {
    closeDialog();
    return begin();
  };
  return html`<div class="stack">
    <p class="note go">Nobody is missing any more.</p>
    <div class="actions"><button type="button" class="primary" onClick=${go}>Start</button></div>
  </div>`;
}
