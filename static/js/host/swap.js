/**
 * Two people take each other's places in one round: choose both, see what happens, apply.
 */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { Changes } from '#js/host/changes.js';
import { openDialog } from '#js/host/dialog.js';
import { Picker } from '#js/host/picker.js';
import { nameOf, roundNumber, view } from '#js/host/store.js';

/** Open the dialogue, with the first person and the round where they are known.
 * @param {string | null} first @param {number | null} round */
export function openSwap(first, round) {
  openDialog('Swap two people', () => html`<${Swap} first=${first} round=${round ?? roundNumber.peek() ?? 1} />`);
}

/** @param {{ first: string | null, round: number }} props */
function Swap({ first, round: proposed }) {
  const [one, setOne] = useState(first);
  const [other, setOther] = useState(/** @type {string | null} */ (null));
  const [round, setRound] = useState(proposed);
  return html`<div class="stack">
    <${RoundChoice} round=${round} choose=${setRound} />
    <${Picker} id="swap-one" label="This person" chosen=${one} choose=${setOne} />
    <${Picker} id="swap-other" label="takes the place of" chosen=${other} choose=${setOther} />
    ${one === other && one !== null && html`<p class="fault">Choose two different people.</p>`}
    ${one && other && one !== other && html`<${Outcome} one=${one} other=${other} round=${round} />`}
  </div>`;
}

/** @param {{ round: number, choose: (round: number) => void }} props */
function RoundChoice({ round, choose }) {
  const open = view.value.rounds.filter((one) => one.state !== 'held');
  return html`<div class="field">
    <label for="swap-round">In which round</label>
    <select id="swap-round" value=${round} onChange=${(/** @type {any} */ event) => choose(Number(event.currentTarget.value))}>
      ${open.map((one) => html`<option key=${one.round} value=${one.round} selected=${one.round === round}>
        Round ${one.round}${one.state === 'running' ? ', now' : ''}</option>`)}
    </select>
  </div>`;
}

/** @param {{ one: string, other: string, round: number }} props */
function Outcome({ one, other, round }) {
  const name = nameOf.value;
  const proposal = {
    type: 'swap',
    fields: { people: [one, other], round },
    intro: `What changes when ${name(one)} and ${name(other)} take each other’s places:`,
    unchanged: 'Nothing changes.',
    apply: 'Swap them',
    said: `${name(one)} and ${name(other)} have changed places in round ${round}.`,
  };
  return html`<${Changes} key=${`${one} ${other} ${round}`} ...${proposal} />`;
}
