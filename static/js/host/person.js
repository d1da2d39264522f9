/**
 * One person: what is known of them, whom they meet, and all that can be done.
 */
import { html } from 'htm/preact';

import { undoIt } from '#js/host/acts.js';
import { Changes } from '#js/host/changes.js';
import { openDialog, closeDialog } from '#js/host/dialog.js';
import { openErase } from '#js/host/erasing.js';
import { askSignOut } from '#js/host/links.js';
import { press } from '#js/host/orders.js';
import { PRESENCE_WORDS, presenceOf, takesPartAs } from '#js/host/people_facts.js';
import { PersonForm } from '#js/host/person_form.js';
import { clockState, connected, grouped, isWip, nameOf, peopleById, view } from '#js/host/store.js';
import { saidWith } from '#js/host/summary.js';
import { openSwap } from '#js/host/swap.js';
import { done } from '#js/host/toasts.js';
import { counted, listed } from '#js/host/words.js';

/** @typedef {import('../types.d.ts').HostPerson} HostPerson */

/** Open a person. @param {string} id */
export function openPerson(id) {
  const person = peopleById.peek().get(id);
  if (person) openDialog(person.name, () => html`<${Person} id=${id} />`);
}

/** Open the form for somebody new. */
export function openAdd() {
  openDialog('Add a person', () => html`<${PersonForm} person=${null} />`);
}

/** Somebody is here, or back. @param {string} id */
export async function checkIn(id) {
  const answer = await press('check_in', { person: id });
  if (answer) done(saidWith(`${nameOf.peek()(id)} is here.`, answer), undoIt);
}

/** Show what would change if somebody is not here, and do it if the host wants. @param {string} id */
export function openNotHere(id) {
  const name = nameOf.peek()(id);
  const proposal = {
    type: 'check_out',
    fields: { person: id },
    intro: `${name} is not here, or has gone. What changes for the others:`,
    unchanged: 'Nothing changes for anybody else.',
    apply: 'Not here',
    said: `${name} is marked as gone.`,
  };
  openDialog(`${name} is not here`, () => html`<${Changes} ...${proposal} />`);
}

/** Show what would change if nobody comes who has not come yet, and do it if the host wants. */
export function openNobodyElse() {
  openDialog('All who are missing are not here', () => html`<${NobodyElse} />`);
}

/** As many as there are by now: the list goes on changing while this is open. */
function NobodyElse() {
  const missing = grouped.value.missing.size;
  if (missing === 0) return html`<p class="note go">Nobody is missing any more.</p>`;
  const all = counted(missing, 'person', 'people');
  const proposal = {
    type: 'check_out_missing',
    fields: {},
    intro: `The doors are closed: ${all} on the list ${missing === 1 ? 'has' : 'have'} not come. Whoever comes after all
      can still join${isWip ? '.' : ', and is given a place in the coming rounds. What changes for the others:'}`,
    unchanged: 'Nothing changes for anybody who is here.',
    apply: missing === 1 ? 'Not here' : `All ${missing} are not here`,
    said: `${all} ${missing === 1 ? 'is' : 'are'} marked as gone.`,
  };
  return html`<${Changes} ...${proposal} />`;
}

/** @param {HostPerson} person */
function openRemove(person) {
  const proposal = {
    type: 'remove_person',
    fields: { person: person.id },
    intro: `${person.name} is taken off the list for good; their phone is told so. If they only left early, “Not here” is enough.`,
    unchanged: 'Nothing changes for anybody else.',
    apply: 'Remove',
    said: `${person.name} is off the list.`,
    danger: true,
  };
  openDialog(`Remove ${person.name}?`, () => html`<${Changes} ...${proposal} />`);
}

/** @param {{ id: string }} props */
function Person({ id }) {
  const person = peopleById.value.get(id);
  if (!person) return html`<p>This person is no longer on the list.</p>`;
  return html`<div class="stack">
    <p class="small" data-presence=${presenceOf(person, connected.value)}>
      <span class="dot" aria-hidden="true"></span> ${PRESENCE_WORDS[presenceOf(person, connected.value)]}
    </p>
    <${Facts} person=${person} />
    ${!isWip && html`<${Itinerary} id=${id} />`}
    <${Doings} person=${person} />
  </div>`;
}

/** @param {{ person: HostPerson }} props */
function Facts({ person }) {
  const years = person.years === null ? '' : `${person.years} years`;
  const facts = [
    [isWip ? 'Takes part as' : 'Side', [takesPartAs(person), years, person.walk_in ? 'walked in' : ''].filter(Boolean).join(', ')],
    ['Institution', person.institution],
    ['Email', person.email],
    ['Interests', person.interests.join(', ')],
    ['Would like to meet', (person.requests ?? []).join(', ')],
    ['Not to be paired with', (person.avoid ?? []).join(', ')],
  ].filter(([, value]) => value);
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** @param {{ id: string }} props */
function Itinerary({ id }) {
  const { rounds } = view.value;
  if (rounds.length === 0) return null;
  return html`<section>
    <h3>Rounds</h3>
    <ol class="plain-list itinerary">
      ${rounds.map((round) => html`<li key=${round.round} data-state=${round.state}>
        <span class="soft">${round.round}</span> ${meeting(round, id)}</li>`)}
    </ol>
  </section>`;
}

/** @param {import('../types.d.ts').HostRound} round @param {string} id */
function meeting(round, id) {
  const pairing = round.pairings.find((one) => one.people.includes(id));
  if (pairing) return `${pairing.room}, with ${listed(pairing.people.filter((other) => other !== id).map(nameOf.value))}`;
  return round.sitting_out.includes(id) ? 'rests' : 'not part of this round';
}

/** @param {{ person: HostPerson }} props */
function Doings({ person }) {
  const { id, attendance } = person;
  const here = () => {
    closeDialog();
    void checkIn(id);
  };
  const over = clockState.value === 'ended';
  const edit = () => openDialog(`Change ${person.name}`, () => html`<${PersonForm} person=${person} />`);
  if (over) return html`<div class="actions"><${ForGood} person=${person} /></div>`;
  return html`<div class="actions">
    ${attendance !== 'here' && html`<button type="button" onClick=${here}>
      ${attendance === 'gone' ? 'Back again' : 'Is here'}</button>`}
    ${attendance !== 'gone' && html`<button type="button" onClick=${() => openNotHere(id)}>Not here …</button>`}
    ${!isWip && view.value.rounds.length > 0 && html`<button type="button" onClick=${() => openSwap(id, null)}>Swap with …</button>`}
    <button type="button" onClick=${edit}>Change …</button>
    <button type="button" class="danger" onClick=${() => openRemove(person)}>Remove …</button>
    <${ForGood} person=${person} />
  </div>`;
}

/** What concerns their data and devices. @param {{ person: HostPerson }} props */
function ForGood({ person }) {
  return html`${person.joined && html`<button type="button" onClick=${() => askSignOut(person.id)}>Sign out …</button>`}
    <button type="button" class="danger" onClick=${() => openErase(person.id)}>Erase …</button>`;
}
