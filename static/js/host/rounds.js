/**
 * The whole plan: how good it is in plain words, and every round with its rooms.
 */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { Changes } from '#js/host/changes.js';
import { openDialog } from '#js/host/dialog.js';
import { PlanWords } from '#js/host/plan_words.js';
import { openRehearsal } from '#js/host/rehearsing.js';
import { thereFor } from '#js/host/rounds_facts.js';
import { allowed, clockState, nameOf, path, view } from '#js/host/store.js';
import { openSwap } from '#js/host/swap.js';
import { counted, listed } from '#js/host/words.js';

/** @typedef {import('../types.d.ts').HostRound} HostRound */

const MOST = 80;
const STATES = { held: 'held', running: 'now', coming: 'to come' };

/** The rounds tab. */
export function Rounds() {
  const { rounds, session } = view.value;
  const waiting = clockState.value === 'waiting';
  return html`<div class="stack">
    <div class="panel-head">
      <h2>All rounds</h2>
      <div class="cluster">
        ${allowed.value.has('replan') && html`<button type="button" onClick=${openReplan}>
          ${waiting ? 'Draw a plan now …' : 'Plan the coming rounds anew …'}</button>`}
        ${waiting && html`<button type="button" onClick=${openRehearsal}>Try it out …</button>`}
        ${rounds.length > 0 && html`<a class="button" href=${`/s/${session.id}/print`} target="_blank">Print</a>`}
        ${rounds.length > 0 && html`<a class="button" href=${`${path}/plan`}
          download=${`plan-${session.code}.json`}>Save the plan</a>`}
        ${rounds.length > 0 && html`<a class="button" href=${`${path}/plan.csv`} download>Download as CSV</a>`}
      </div>
    </div>
    <${Quality} />
    ${rounds.length === 0 && html`<p class="soft">There is no plan yet. It is drawn when you press Start, from the people
      on the list.</p>`}
    <div>${rounds.map((round) => html`<${Round} key=${round.round} round=${round} />`)}</div>
  </div>`;
}

/** The quality of the plan beside its proven bound; not of one of which rounds were left out. */
export function Quality() {
  const { quality, rounds } = view.value;
  const cutShort = clockState.value === 'ended' && rounds.some((round) => round.state === 'coming');
  return quality && !cutShort && html`<${PlanWords} quality=${quality} />`;
}

function openReplan() {
  const waiting = clockState.peek() === 'waiting';
  const proposal = {
    type: 'replan',
    fields: {},
    intro: waiting
      ? 'A plan for the people on the list. It is drawn again by itself whenever the list changes before you press Start.'
      : 'The coming rounds are drawn anew for the people who are here. What is over, and what is on, stays as it is.',
    unchanged: waiting ? 'Nobody has been told anything yet.' : 'The coming rounds stay as they are.',
    apply: waiting ? 'Use this plan' : 'Use the new plan',
    said: waiting ? 'The plan is drawn.' : 'The coming rounds are planned anew.',
    plan: waiting ? 'first' : 'anew',
  };
  openDialog(waiting ? 'Draw a plan now?' : 'Plan the coming rounds anew?', () => html`<${Changes} ...${proposal} />`);
}

/** @param {{ round: HostRound }} props */
function Round({ round }) {
  const [open, setOpen] = useState(round.state === 'running');
  const over = clockState.value === 'ended';
  const sitting = round.sitting_out.length;
  const rests = sitting ? `, ${counted(sitting, 'person rests', 'people rest')}` : '';
  return html`<details class="round" open=${open} onToggle=${(/** @type {any} */ event) => setOpen(event.currentTarget.open)}>
    <summary>
      <span class="display">Round ${round.round}</span>
      <span class="state-chip" data-state=${round.state}>${over && round.state === 'coming' ? 'not held' : STATES[round.state]}</span>
      <span class="soft small">${counted(round.pairings.length, 'room', 'rooms')}${rests}</span>
    </summary>
    ${open && html`<${Pairings} round=${round} />`}
  </details>`;
}

/** Of a round that is over: who was not there, and whether the conversation could happen without them.
 * @param {{ round: HostRound, pairing: HostRound['pairings'][number] }} props */
function Absent({ round, pairing }) {
  const there = thereFor(round, pairing);
  if (round.state !== 'held' || there.length === pairing.people.length) return null;
  const away = pairing.people.filter((person) => !there.includes(person)).map(nameOf.value);
  const was = `${listed(away)} ${away.length === 1 ? 'was' : 'were'} not here`;
  return html` <span class="soft small">${there.length > 1 ? `(${was})` : `(did not happen: ${was})`}</span>`;
}

/** @param {{ round: HostRound }} props */
function Pairings({ round }) {
  const [most, setMost] = useState(MOST);
  const name = nameOf.value;
  const hidden = round.pairings.length - most;
  return html`<div class="stack">
    <table class="pairings">
      <thead><tr><th scope="col">Room</th><th scope="col">People</th></tr></thead>
      <tbody>
        ${round.pairings.slice(0, most).map((pairing) => html`<tr key=${pairing.room}>
          <th scope="row">${pairing.room}</th><td>${listed(pairing.people.map(name))}<${Absent} round=${round} pairing=${pairing} /></td></tr>`)}
        ${round.sitting_out.length > 0 && html`<tr><th scope="row">Resting</th><td>${listed(round.sitting_out.map(name))}</td></tr>`}
      </tbody>
    </table>
    <div class="cluster">
      ${hidden > 0 && html`<button type="button" onClick=${() => setMost(Infinity)}>
        Show the other ${counted(hidden, 'room', 'rooms')}</button>`}
      ${round.state !== 'held' && clockState.value !== 'ended' && html`<button type="button"
        onClick=${() => openSwap(null, round.round)}>Swap two people …</button>`}
    </div>
  </div>`;
}
