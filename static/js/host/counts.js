/**
 * How many are here and how many are missing; each number opens the list of those people.
 */
import { html } from 'htm/preact';

import { filter, grouped, isWip, presence, tab, view } from '#js/host/store.js';
import { counted } from '#js/host/words.js';

/** @type {readonly { name: import('./people_facts.js').Filter, one: string, many: string }[]} */
const SHOWN = [
  { name: 'here', one: 'here', many: 'here' },
  { name: 'missing', one: 'missing', many: 'missing' },
  { name: 'lost', one: 'phone lost', many: 'phones lost' },
];

/** The counts, live. */
export function Counts() {
  const { people } = view.value;
  const mentors = people.filter((person) => person.side === 'mentor' && person.attendance !== 'gone').length;
  const mentees = people.filter((person) => person.side === 'mentee' && person.attendance !== 'gone').length;
  const phones = presence.value.people.length;
  return html`<div class="counts">
    <ul class="count-list">
      ${SHOWN.map((entry) => html`<li key=${entry.name}><${Count} ...${entry} /></li>`)}
    </ul>
    <p class="small soft">
      ${isWip ? counted(people.length, 'person', 'people') : html`${counted(mentors, 'mentor', 'mentors')} and ${counted(mentees, 'mentee', 'mentees')}`} on the list,
      ${' '}${phones === 0 ? 'no phone' : counted(phones, 'phone', 'phones')} connected.
    </p>
  </div>`;
}

/** @param {{ name: import('./people_facts.js').Filter, one: string, many: string }} props */
function Count({ name, one, many }) {
  const size = grouped.value[name].size;
  const show = () => {
    filter.value = name;
    tab.value = 'people';
  };
  return html`<button type="button" class="count" data-count=${name} data-some=${size > 0} onClick=${show}>
    <strong>${size}</strong> <span>${size === 1 ? one : many}</span>
  </button>`;
}
