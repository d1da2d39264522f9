/**
 * Choose one person by typing a few letters of the name.
 */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { matching } from '#js/host/people_facts.js';
import { peopleById, view } from '#js/host/store.js';

const MOST = 8;

/** @param {{ id: string, label: string, chosen: string | null, choose: (id: string | null) => void }} props
 * `id` is the field's id in the page */
export function Picker({ id, label, chosen, choose }) {
  const person = chosen === null ? null : peopleById.value.get(chosen);
  if (person) {
    return html`<div class="field">
      <span class="label">${label}</span>
      <div class="picked"><strong>${person.name}</strong>
        <button type="button" class="quiet" onClick=${() => choose(null)}>
          Change<span class="visually-hidden">: ${label}</span></button></div>
    </div>`;
  }
  return html`<${Search} id=${id} label=${label} choose=${choose} />`;
}

/** @param {{ id: string, label: string, choose: (id: string) => void }} props */
function Search({ id, label, choose }) {
  const [query, setQuery] = useState('');
  const people = view.value.people.filter((person) => person.attendance !== 'gone');
  const found = query.trim() ? matching(people, query).slice(0, MOST) : [];
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input id=${id} type="search" value=${query} autocomplete="off" placeholder="Type a name"
      onInput=${(/** @type {any} */ event) => setQuery(event.currentTarget.value)} />
    <ul class="plain-list matches">
      ${found.map((person) => html`<li key=${person.id}>
        <button type="button" onClick=${() => choose(person.id)}>
          ${person.name} <span class="soft small">${person.institution}</span></button>
      </li>`)}
      ${query.trim() && found.length === 0 && html`<li class="soft">Nobody of that name is here or expected.</li>`}
    </ul>
  </div>`;
}
