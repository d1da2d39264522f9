/**
 * Everybody on the list: found by name, filtered by whether they are here, each with the one thing
 * the host most likely wants to do.
 */
import { computed, signal } from '@preact/signals';
import { html } from 'htm/preact';

import { openErase } from '#js/host/erasing.js';
import { openImport } from '#js/host/importing.js';
import { FILTERS, PRESENCE_WORDS, formerOnes, matching, presenceOf, takesPartAs } from '#js/host/people_facts.js';
import { checkIn, openAdd, openNobodyElse, openNotHere, openPerson } from '#js/host/person.js';
import { clockState, connected, filter, grouped, isWip, view } from '#js/host/store.js';
import { counted } from '#js/host/words.js';

/** @typedef {import('../types.d.ts').HostPerson} HostPerson */

const MOST = 50;
const query = signal('');
const most = signal(MOST);

const found = computed(() => {
  const ids = grouped.value[filter.value];
  return matching(view.value.people.filter((person) => ids.has(person.id)), query.value);
});

/** The people tab. */
export function People() {
  const ended = clockState.value === 'ended';
  return html`<div class="stack">
    <div class="panel-head">
      <h2>People</h2>
      <div class="cluster">
        ${!ended && html`<button type="button" onClick=${openAdd}>Add a person …</button>`}
        ${!ended && html`<button type="button" onClick=${openImport}>Import a list …</button>`}
      </div>
    </div>
    ${view.value.people.length === 0 ? html`<${Nobody} />` : html`<${Found} />`}
    <${Former} />
  </div>`;
}

/** Whoever was taken off the list: rounds that were held may name them until they are erased. */
function Former() {
  const people = formerOnes(view.value);
  if (people.length === 0) return null;
  return html`<details class="group">
    <summary>Taken off the list (${people.length})</summary>
    <ul class="plain-list group-body former">
      ${people.map(({ id, name }) => html`<li key=${id}><span>${name}</span>
        <button type="button" class="danger" onClick=${() => openErase(id)} aria-label=${`Erase ${name}`}>Erase …</button></li>`)}
    </ul>
  </details>`;
}

function Nobody() {
  return html`<div class="note">
    <p>Nobody is on the list yet. Import a list (CSV or Excel), add people one by one, or let them walk in with the code.</p>
  </div>`;
}

function Found() {
  const people = found.value;
  return html`<div class="stack">
    <${Filters} />
    <${NobodyElse} />
    <p class="small soft" role="status">${counted(people.length, 'person', 'people')}</p>
    <ul class="people">
      ${people.slice(0, most.value).map((person) => html`<${Row} key=${person.id} person=${person} />`)}
    </ul>
    ${people.length > most.value && html`<button type="button" onClick=${() => (most.value += MOST)}>
      Show ${Math.min(MOST, people.length - most.value)} more</button>`}
  </div>`;
}

/** For when the doors are closed: where all or those who are missing are listed, and several are. */
function NobodyElse() {
  const [missing, here] = [grouped.value.missing.size, grouped.value.here.size];
  if (clockState.value === 'ended' || missing < 2 || here === 0 || !['all', 'missing'].includes(filter.value)) return null;
  return html`<div><button type="button" onClick=${openNobodyElse}>All who are missing are not here …</button></div>`;
}

function Filters() {
  /** @param {any} event */
  const find = (event) => {
    query.value = event.currentTarget.value;
    most.value = MOST;
  };
  return html`<div class="filters">
    <div class="field">
      <label for="find">Find by name, school or email</label>
      <input id="find" type="search" value=${query.value} onInput=${find} autocomplete="off" />
    </div>
    <div class="chips" role="group" aria-label="Show">
      ${FILTERS.filter(({ key }) => !isWip || key !== 'late').map(({ key, label }) => html`<button type="button" key=${key} class="chip"
        aria-pressed=${filter.value === key} onClick=${() => choose(key)}>
        ${label} <span class="soft">${grouped.value[key].size}</span></button>`)}
    </div>
  </div>`;
}

/** @param {import('./people_facts.js').Filter} key */
function choose(key) {
  filter.value = key;
  most.value = MOST;
}

/** @param {{ person: HostPerson }} props */
function Row({ person }) {
  const presence = presenceOf(person, connected.value);
  return html`<li class="person-row" data-presence=${presence}>
    <button type="button" class="person-line" onClick=${() => openPerson(person.id)}>
      <span class="dot" aria-hidden="true"></span>
      <span class="who">${person.name}</span>
      <span class="small soft">${[takesPartAs(person), person.institution].filter(Boolean).join(', ')}</span>
      <span class="presence small">${PRESENCE_WORDS[presence]}</span>
    </button>
    <${Likely} person=${person} />
  </li>`;
}

/** The likely thing to do with a person. @param {{ person: HostPerson }} props */
function Likely({ person }) {
  const { id, name, attendance } = person;
  if (clockState.value === 'ended') return null;
  const here = html`<button type="button" onClick=${() => checkIn(id)} aria-label=${`${name} is here`}>
    ${attendance === 'gone' ? 'Back' : 'Here'}</button>`;
  const away = html`<button type="button" onClick=${() => openNotHere(id)} aria-label=${`${name} is not here`}>Not here</button>`;
  if (attendance === 'here') return html`<div class="likely">${away}</div>`;
  return html`<div class="likely">${here}${attendance === 'expected' && away}</div>`;
}
