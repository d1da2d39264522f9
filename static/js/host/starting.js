/**
 * Before the start: for whom the plan is going to be, while some on the list are missing.
 */
import { html } from 'htm/preact';

import { press } from '#js/host/orders.js';
import { allowed, view } from '#js/host/store.js';

/** A plan is for two at least. */
const COMPANY = 2;

/** How many are here and how many of the list are not; null where there is nothing to choose.
 * @param {readonly { attendance: string }[]} people */
export function choiceAtStart(people) {
  const here = people.filter((person) => person.attendance === 'here').length;
  const missing = people.filter((person) => person.attendance === 'expected').length;
  return here >= COMPANY && missing > 0 ? { here, missing } : null;
}

/** Whom Start plans for, said beside it, with the other choice to press. */
export function PlanFor() {
  const choice = choiceAtStart(view.value.people);
  if (!choice) return null;
  const { here, missing } = choice;
  const everyone = view.value.settings.plan_for === 'everyone';
  const change = () => press('update_settings', { settings: { plan_for: everyone ? 'present' : 'everyone' } });
  return html`<div class="plan-for">
    <p class="soft">${
      everyone
        ? `Start plans for all ${here + missing} on the list. ${missing} of them ${missing === 1 ? 'is' : 'are'} not here yet.`
        : `Start plans for the ${here} who are here. Whoever comes later joins in.`
    }</p>
    <button type="button" disabled=${!allowed.value.has('update_settings')} onClick=${change}>${
      everyone ? `Plan only for the ${here} who are here` : `Plan for all ${here + missing} on the list`
    }</button>
  </div>`;
}
