/**
 * "My partner isn't here": asked once, then told to the server, which finds somebody who is free.
 *
 * @typedef {import('../types.d.ts').Partner} Partner
 * @typedef {import('./scene.js').Scene} Scene
 */

import { html } from '#js/html.js';
import { signal } from '@preact/signals-core';
import { closeDialog, openDialog } from '#js/dialogs.js';

/** Where a report is: being asked, or kept until there is a network again.
 * @typedef {'none' | 'asking' | 'kept'} Report */

export const report = signal(/** @type {Report} */ ('none'));

const WORDS = { asking: 'Looking for somebody…', kept: 'Kept, sent later' };

/** Of a pair, the other one: the only meeting in which somebody can be left alone.
 * @param {Scene} scene @returns {Partner | null} */
export function theOther({ kind, meeting }) {
  const pair = (kind === 'talk' || kind === 'move') && meeting?.partners.length === 1;
  return pair ? (meeting.partners[0] ?? null) : null;
}

/** The quiet button beside "More". A partner who is known to have left has a louder one above.
 * @param {{scene: Scene}} props */
export function MissingButton({ scene }) {
  const partner = theOther(scene);
  if (!partner || partner.away) return null;
  if (report.value !== 'none') return html`<p class="soft" role="status">${WORDS[report.value]}</p>`;
  return html`<button class="quiet" onClick=${() => openDialog('missing')}>My partner isn’t here</button>`;
}

/** What is said in the place of the partner's particulars when they are known to have left.
 * @param {{partner: Partner, tell: () => void}} props */
export function HasLeft({ partner, tell }) {
  return html`<div class="note soon left">
    <p><span class="visually-hidden">${partner.name} </span>Has left.</p>
    ${report.value === 'none' ? html`<button onClick=${tell}>Find somebody</button>` : html`<p role="status">${WORDS[report.value]}</p>`}
  </div>`;
}

/** One question before it is told: a partner may just be late. A new round's question is a new dialogue.
 * @param {{partner: Partner, tell: () => void}} props */
export function MissingDialog({ partner, tell }) {
  const confirm = () => {
    closeDialog('missing');
    tell();
  };
  return html`<dialog id="missing" aria-labelledby="missing-title">
    <h2 id="missing-title">Nobody there?</h2>
    <p>If ${partner.name} doesn’t come, you get somebody else who is free, or you rest this round. The host is told.</p>
    <div class="actions">
      <button class="primary" onClick=${confirm}>Yes, find me somebody</button>
      <button onClick=${() => closeDialog('missing')}>No, I wait</button>
    </div>
  </dialog>`;
}
