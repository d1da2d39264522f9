/**
 * The rooms of the round that is on (or comes next), and who in them must be looked for.
 */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { ChatMessage } from '#js/host/chat.js';
import { PRESENCE_WORDS, presenceOf } from '#js/host/people_facts.js';
import { openPerson } from '#js/host/person.js';
import { connected, peopleById, roundNumber, view } from '#js/host/store.js';
import { openSwap } from '#js/host/swap.js';
import { counted } from '#js/host/words.js';

/** @typedef {import('../types.d.ts').HostRound} HostRound */

const MOST = 60;

/** The rooms tab. */
export function Rooms() {
  const { rounds } = view.value;
  const number = roundNumber.value;
  const round = rounds.find((one) => one.round === number) ?? null;
  if (rounds.length === 0) {
    return html`<p class="soft">There is no plan yet. It is drawn when you press Start, from the people on the list.</p>`;
  }
  if (!round) return html`<p class="soft">All rounds have been held.</p>`;
  return html`<${RoundNow} round=${round} />`;
}

/** @param {{ round: HostRound }} props */
function RoundNow({ round }) {
  const [troubled, setTroubled] = useState(false);
  const [most, setMost] = useState(MOST);
  const wanted = round.pairings.filter(hasTrouble);
  const shown = troubled ? wanted : round.pairings;
  return html`<div class="stack">
    <div class="panel-head">
      <h2>${round.state === 'running' ? 'Rooms in' : 'Rooms for'} round ${round.round}</h2>
      <div class="cluster">
        <button type="button" onClick=${() => openSwap(null, round.round)}>Swap two people …</button>
      </div>
    </div>
    <label class="check"><input type="checkbox" checked=${troubled} onChange=${() => setTroubled(!troubled)} />
      Only where somebody is missing (${wanted.length})</label>
    ${troubled && wanted.length === 0 && html`<p class="note go">Everybody is where they should be.</p>`}
    <ul class="rooms">
      ${shown.slice(0, most).map((pairing) => html`<li class="room" key=${pairing.room}>
        <h3>${pairing.room}</h3>
        <ul class="plain-list">${pairing.people.map((id) => html`<li key=${id}><${PersonLine} id=${id} /></li>`)}</ul>
      </li>`)}
    </ul>
    ${shown.length > most && html`<button type="button" onClick=${() => setMost(most + MOST)}>
      Show ${Math.min(MOST, shown.length - most)} more of ${counted(shown.length, 'room', 'rooms')}</button>`}
    ${round.sitting_out.length > 0 && html`<${Resting} ids=${round.sitting_out} />`}
    ${view.value.settings.rooms.kind !== 'table' && html`<${ChatMessage} round=${round} />`}
  </div>`;
}

/** @param {{ people: string[] }} pairing */
function hasTrouble(pairing) {
  return pairing.people.some((id) => {
    const person = peopleById.value.get(id);
    return !person || !['connected', 'no_phone'].includes(presenceOf(person, connected.value));
  });
}

/** @param {{ ids: string[] }} props */
function Resting({ ids }) {
  return html`<section class="resting">
    <h3>Resting this round</h3>
    <ul class="plain-list columns">${ids.slice(0, MOST).map((id) => html`<li key=${id}><${PersonLine} id=${id} /></li>`)}</ul>
    ${ids.length > MOST && html`<p class="soft">and ${ids.length - MOST} more</p>`}
  </section>`;
}

/** A name that opens the person, with a mark and words for where they are.
 * @param {{ id: string }} props */
export function PersonLine({ id }) {
  const person = peopleById.value.get(id);
  if (!person) return html`<span class="soft">somebody who left the list</span>`;
  const presence = presenceOf(person, connected.value);
  return html`<button type="button" class="person-line" data-presence=${presence} onClick=${() => openPerson(id)}>
    <span class="dot" aria-hidden="true"></span>
    <span class="who">${person.name}</span>
    <span class=${presence === 'connected' ? 'visually-hidden' : 'presence small'}>${PRESENCE_WORDS[presence]}</span>
  </button>`;
}
