/**
 * A dialogue that shows what a command would change before it is given, and gives exactly that.
 *
 * @typedef {import('../types.d.ts').Answer} Answer
 * @typedef {import('../types.d.ts').Change} Change
 * @typedef {{ answer: Answer, at: number }} Seen what would change, and at which version that is so
 * @typedef {{ type: string, fields: Record<string, unknown>, intro: string, apply: string, unchanged: string,
 *   said: string, danger?: boolean, final?: boolean }} Proposal what is proposed: the command, a sentence before its
 *   changes, the word on the button, what is said when nothing changes, what is said once it is done, and whether
 *   it cannot be undone
 */
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';

import { undoIt } from '#js/host/acts.js';
import { closeDialog } from '#js/host/dialog.js';
import { orderAt, preview } from '#js/host/orders.js';
import { catchUp } from '#js/host/store.js';
import { done } from '#js/host/toasts.js';
import { counted } from '#js/host/words.js';

const WORKING = /** @type {Record<string, string>} */ ({ replan: 'Planning … With many people this can take a minute.' });
const MOVED_ON = 'Something changed meanwhile, so this has been worked out again. Look once more, then press again.';

/** @param {Proposal} proposal */
export function Changes(proposal) {
  const { type, fields, intro, apply, unchanged, danger } = proposal;
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
    ${seen && html`<${ChangeList} answer=${seen.answer} unchanged=${unchanged} />`}
    ${fault && html`<p class="fault" role="alert">${fault}</p>`}
    <div class="actions">
      <button type="button" class=${danger ? 'danger' : 'primary'} disabled=${!seen || busy} onClick=${give}>${apply}</button>
      <button type="button" data-focus onClick=${closeDialog}>Leave it as it is</button>
    </div>
  </div>`;
}

/** Apply what was shown; if the session has moved on, only if the same would still change.
 * @param {Proposal} proposal @param {Seen} seen @param {() => Promise<Seen | null>} look
 * @returns {Promise<string>} what went wrong, or nothing */
async function applied({ type, fields, said, final }, seen, look) {
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
  done(said, final ? undefined : undoIt);
  return '';
}

/** @param {{ answer: Answer, unchanged: string }} props */
function ChangeList({ answer, unchanged }) {
  const changes = answer.changes ?? [];
  const rounds = [...new Set(changes.map((change) => change.round))].sort((a, b) => a - b);
  return html`<div class="stack">
    ${(answer.warnings ?? []).map((warning) => html`<p class="note soon" key=${warning}>${warning}</p>`)}
    ${changes.length === 0 && html`<p class="note go">${unchanged}</p>`}
    ${changes.length > 0 && html`<p><strong>${counted(changes.length, 'change', 'changes')}</strong> in the coming rounds:</p>`}
    <div class="change-list">
      ${rounds.map(
        (round) => html`<${RoundChanges} key=${round} round=${round} changes=${changes.filter((one) => one.round === round)} />`,
      )}
    </div>
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
