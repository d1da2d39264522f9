/**
 * “We have 60 minutes”: what fits into the time there is, for the people there are, and one press
 * to take it.
 *
 * @typedef {import('./budget.js').Proposal} Proposal
 */
import { signal } from '@preact/signals';
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';

import { post } from '#js/http.js';
import { undoIt } from '#js/host/acts.js';
import { agrees, enoughWords, forWords, restWords, roughMinutes, roundsWords, totalMinutes } from '#js/host/budget.js';
import { press } from '#js/host/orders.js';
import { view } from '#js/host/store.js';
import { done } from '#js/host/toasts.js';

const LEAST = 10;
const MOST = 480;

const have = signal(Math.round(totalMinutes(view.peek().settings)));

/** The time there is, what is proposed for it, and what is set. */
export function Budget() {
  const { settings, people } = view.value;
  const mentors = people.filter((person) => person.side === 'mentor').length;
  const mentees = people.length - mentors;
  const { proposal, fault } = useProposal(have.value, mentors, mentees, settings.move_seconds);
  return html`<section class="budget">
    <label class="have" for="have">We have
      <input id="have" type="number" inputmode="numeric" min=${LEAST} max=${MOST} value=${have.value}
        onInput=${(/** @type {any} */ event) => (have.value = event.currentTarget.valueAsNumber)} /> minutes</label>
    ${fault && html`<p class="fault" role="alert">${fault}</p>`}
    ${proposal && html`<${Proposed} proposal=${proposal} mentors=${mentors} mentees=${mentees} />`}
  </section>`;
}

/** What the server proposes for the time and the people there are.
 * @param {number} minutes @param {number} mentors @param {number} mentees @param {number} moveSeconds
 * @returns {{ proposal: Proposal | null, fault: string }} */
function useProposal(minutes, mentors, mentees, moveSeconds) {
  const [proposal, setProposal] = useState(/** @type {Proposal | null} */ (null));
  const [fault, setFault] = useState('');
  useEffect(() => {
    if (!(minutes >= LEAST && minutes <= MOST)) {
      setFault(`Give a time from ${LEAST} to ${MOST} minutes.`);
      setProposal(null);
      return undefined;
    }
    let wanted = true;
    const asked = { total_minutes: Math.round(minutes), mentors, mentees, move_seconds: moveSeconds };
    void post('/api/v1/propose', asked).then((answer) => {
      if (!wanted) return;
      setProposal(answer.ok ? /** @type {Proposal} */ (answer.body) : null);
      setFault(answer.ok ? '' : answer.body.error.message);
    });
    return () => {
      wanted = false;
    };
  }, [minutes, mentors, mentees, moveSeconds]);
  return { proposal, fault };
}

/** @param {{ proposal: Proposal, mentors: number, mentees: number }} props */
function Proposed({ proposal, mentors, mentees }) {
  const { settings } = view.value;
  const same = agrees(settings, proposal);
  const take = async () => {
    const { total_minutes: _, ...minutes } = proposal;
    if (await press('update_settings', { settings: minutes })) done('Taken.', undoIt);
  };
  return html`<div class="proposal">
    <p class="soft small">${forWords(mentors, mentees)}</p>
    <p class="display plan-line">${roundsWords(proposal)}</p>
    <p>${restWords(proposal, settings.move_seconds)}: ${roughMinutes(proposal.total_minutes)} in all. ${enoughWords(proposal, mentors, mentees)}</p>
    ${
      same
        ? html`<p class="note go">This is what is set.</p>`
        : html`<button type="button" class="primary" onClick=${take}>Use this</button>
            <p class="small soft">Set now: ${roundsWords(settings)}, ${roughMinutes(totalMinutes(settings))} in all.</p>`
    }
  </div>`;
}
