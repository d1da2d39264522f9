/**
 * A dialogue that shows what a command would change before it is given, and gives exactly that.
 *
 * @typedef {import('../types.d.ts').Answer} Answer
 * @typedef {import('../types.d.ts').Change} Change
 * @typedef {{ answer: Answer, at: number }} Seen what would change, and at which version that is so
 * @typedef {{ type: string, fields: Record<string, unknown>, intro: string, apply: string, unchanged: string,
 *   said: string, danger?: boolean, final?: boolean, plan?: 'first' | 'anew' }} Proposal what is proposed: the command, a
 *   sentence before its changes, the word on the button, what is said when nothing changes, what is said once it is
 *   done, whether it cannot be undone, and whether it is about the plan: then it is said how good the new one is, and
 *   of a first one, of which nobody has been told anything, nothing else
 */
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';

import { undoIt } from '#js/host/acts.js';
import { closeDialog } from '#js/host/dialog.js';
import { orderAt, preview } from '#js/host/orders.js';
import { PlanWords, requestsAsked } from '#js/host/plan_words.js';
import { catchUp } from '#js/host/store.js';
import { movesSentences, saidWith, summarySentences } from '#js/host/summary.js';
import { done } from '#js/host/toasts.js';
import { counted } from '#js/host/words.js';

const WORKING = /** @type {Record<string, string>} */ ({ replan: 'Planning … With many people this can take a minute.' });
const MOVED_ON = 'Something changed meanwhile, so this has been worked out again. Look once more, then press again.';

/** @param {Proposal} proposal */
export function Changes(proposal) {
  const { type, fields, intro, apply, unchanged, danger, plan } = proposal;
  const [seen, setSeen] = useState(/** @type {Seen | null} */ (null));
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);

  const look = async () => {
    const outcome = await preview(type, fields);
    if (outcome.ok) setSeen(outcome);
    else setFault(outcome.message);
    return outcome.ok ? outcome : null;
  };
  useEffect(() => void look(), [type, JSON.stringify(fields)]);

  const give = async () => {
    if (!seen) return;
    setBusy(true);
    setFault(await applied(proposal, seen, look));
    setBusy(false);
  };

  return html`<div class="stack" aria-busy=${seen === null && !fault}>
    <p>${intro}</p>
    ${seen === null && !fault && html`<p class="soft" role="status">${WORKING[type] ?? 'Working out what would change …'}</p>`}
    ${seen && html`<${Outcome} answer=${seen.answer} unchanged=${unchanged} plan=${plan} />`}
    <div class="actions">
      ${fault && html`<p class="fault" role="alert">${fault}</p>`}
      <button type="button" class=${danger ? 'danger' : 'primary'} disabled=${!seen || busy} onClick=${give}>${apply}</button>
      <button type="button" data-focus onClick=${closeDialog}>Leave it as it is</button>
    </div>
  </div>`;
}

/** Apply what was shown; if the session has moved on, only if the same would still change.
 * @param {Proposal} proposal @param {Seen} seen @param {() => Promise<Seen | null>} look
 * @returns {Promise<string>} what went wrong, or nothing */
async function applied({ type, fields, said, final, plan }, seen, look) {
  let outcome = await orderAt(type, fields, seen.at);
  if (!outcome.ok && outcome.code === 'stale_version') {
    await catchUp();
    const again = await look();
    if (!again) return '';
    if (JSON.stringify(again.answer.changes) !== JSON.stringify(seen.answer.changes)) return MOVED_ON;
    outcome = await orderAt(type, fields, again.at);
  }
  if (!outcome.ok) return outcome.message;
  closeDialog();
  done(plan ? said : saidWith(said, outcome.answer), final ? undefined : undoIt);
  return '';
}

/** Lists that are longer are folded: the sentences before them say what matters. */
const SHORT = 8;

/** What would change: in sentences first, then one by one.
 * @param {{ answer: Answer, unchanged: string, plan: Proposal['plan'] }} props */
function Outcome({ answer, unchanged, plan }) {
  const { changes = [], summary, warnings = [] } = answer;
  const told = changes.length > 0 && plan !== 'first';
  const sentences = !summary ? [] : plan ? movesSentences(summary) : summarySentences(summary, requestsAsked.value);
  return html`<div class="stack">
    ${warnings.map((warning) => html`<p class="note soon" key=${warning}>${warning}</p>`)}
    ${plan && summary?.now && html`<${PlanWords} quality=${summary.now} lead=${plan === 'first' ? '' : 'The whole plan then:'} />`}
    ${told ? html`<${Told} changes=${changes} sentences=${sentences} />` : html`<p class="note go">${unchanged}</p>`}
  </div>`;
}

/** @param {{ changes: Change[], sentences: string[] }} props */
function Told({ changes, sentences }) {
  return html`<div class="stack">
    ${sentences.length > 0 && html`<ul class="sums">${sentences.map((one) => html`<li key=${one}>${one}</li>`)}</ul>`}
    <details class="group" open=${changes.length <= SHORT}>
      <summary>${counted(changes.length, 'change', 'changes')}, one by one</summary>
      <div class="group-body"><${ChangeList} changes=${changes} /></div>
    </details>
  </div>`;
}

/** @param {{ changes: Change[] }} props */
function ChangeList({ changes }) {
  const rounds = [...new Set(changes.map((change) => change.round))].sort((a, b) => a - b);
  return html`<div class="change-list">
    ${rounds.map(
      (round) => html`<${RoundChanges} key=${round} round=${round} changes=${changes.filter((one) => one.round === round)} />`,
    )}
  </div>`;
}

/** @param {{ round: number, changes: Change[] }} props */
function RoundChanges({ round, changes }) {
  return html`<section>
    <h3>Round ${round}</h3>
    <ul class="plain-list">
      ${changes.map((change) => html`<li key=${change.person}>${change.text}.</li>`)}
    </ul>
  </section>`;
}
