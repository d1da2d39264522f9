/**
 * A written comment to a paper's presenters. What was written stays in the box until the server has it.
 *
 * @typedef {import('../../types_wip.d.ts').WipAttendeeView} WipAttendeeView
 */

import { html } from 'htm/preact';
import { effect, signal } from '@preact/signals-core';
import { closeDialog } from '#js/dialogs.js';
import { say } from '#js/spoken.js';
import { EMPTY, draft, keepDraft } from '#js/wip/attendee/draft.js';
import { mayWrite } from '#js/wip/attendee/scene.js';
import { names } from '#js/wip/words.js';

const LONGEST = 4_000;

const signed = signal(true);
const state = signal(/** @type {'writing' | 'sending' | 'sent'} */ ('writing'));
const fault = signal('');

/** @typedef {import('../../link.js').Link<WipAttendeeView>} Link */

/** Take up what was being written, and follow what becomes of a comment that was sent: the box is emptied
 * once the server has it. @param {Link} link */
export function followWriting(link) {
  const { session, me } = link.view.peek();
  keepDraft(`draft/${session.id}/${me.id}`);
  effect(() => {
    const waits = link.waiting.value.some((tap) => tap.type === 'write_comment');
    if (state.peek() !== 'sending' || waits) return;
    fault.value = link.refusal.value ?? '';
    state.value = fault.value ? 'writing' : 'sent';
    if (state.value !== 'sent') return;
    draft.value = EMPTY;
    say('Your comment is sent.');
  });
}

/** The dialogue. @param {{link: Link, view: WipAttendeeView, on: string | null}} props */
export function Writing({ link, view, on }) {
  const papers = view.papers.filter((paper) => mayWrite(view, paper.id));
  const to = papers.find((paper) => paper.id === (draft.value.paper ?? on)) ?? papers[0];
  const { text } = draft.value;
  const send = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (!text.trim() || !to) {
      fault.value = 'Write something first.';
      return;
    }
    fault.value = '';
    state.value = 'sending';
    link.tap({ type: 'write_comment', paper: to.id, text, signed: isSigned(view.written) });
  };
  return html`<dialog id="write" aria-labelledby="write-title" onClose=${closed}>
    <h2 id="write-title">Write a comment</h2>
    ${state.value === 'sent' ? html`<${Sent} />` : to && html`<form class="stack" onSubmit=${send}>
      <div class="field">
        <label for="to-paper">To the presenters of</label>
        <select id="to-paper" value=${to.id} onChange=${(/** @type {Event} */ event) => (draft.value = { text, paper: valueOf(event) })}>
          ${papers.map((paper) => html`<option key=${paper.id} value=${paper.id}>${names(paper.presenters)}: ${paper.title}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="comment">Your comment</label>
        <textarea id="comment" rows="5" maxlength=${LONGEST} aria-describedby="comment-fault" value=${text}
          onInput=${(/** @type {Event} */ event) => (draft.value = { text: valueOf(event), paper: to.id })}></textarea>
        <p class="fault" id="comment-fault" role="alert">${fault.value}</p>
      </div>
      <${Signature} written=${view.written} name=${view.me.name} />
      <div class="actions">
        <button class="primary" disabled=${state.value === 'sending'}>${state.value === 'sending' ? 'On its way' : 'Send'}</button>
        <button type="button" onClick=${() => closeDialog('write')}>Back</button>
      </div>
      ${state.value === 'sending' && html`<p class="hint" role="status">It is kept here and sent as soon as there is a connection.</p>`}
      ${view.guidelines && html`<${Guidelines} text=${view.guidelines} />`}
    </form>`}
  </dialog>`;
}

/** How to give good feedback, as the host wrote it. @param {{text: string}} props */
export function Guidelines({ text }) {
  return html`<section class="guidelines"><h3>Good feedback</h3><p>${text}</p></section>`;
}

function Sent() {
  return html`<div class="stack">
    <p class="note go">Sent. Only the presenters read it.</p>
    <div class="actions">
      <button onClick=${() => closeDialog('write')}>Back</button>
      <button onClick=${() => (state.value = 'writing')}>Write another</button>
    </div>
  </div>`;
}

/** Under which name it is sent; a choice only where there is one.
 * @param {{written: WipAttendeeView['written'], name: string}} props */
function Signature({ written, name }) {
  if (written === 'signed') return html`<p class="hint">The presenters read your name: ${name}.</p>`;
  if (written === 'anonymous') return html`<p class="hint">Nobody is told who wrote it, now or later.</p>`;
  return html`<div class="field">
    <label for="signed">Your name</label>
    <select id="signed" value=${signed.value ? 'yes' : 'no'} onChange=${(/** @type {Event} */ event) => (signed.value = valueOf(event) === 'yes')}>
      <option value="yes">The presenters read it: ${name}</option>
      <option value="no">Nobody is told who wrote it, now or later</option>
    </select>
  </div>`;
}

/** @param {WipAttendeeView['written']} written */
function isSigned(written) {
  return written === 'choice' ? signed.value : written === 'signed';
}

function closed() {
  if (state.value === 'sent') state.value = 'writing';
  if (!draft.value.text.trim()) draft.value = EMPTY;
}

/** @param {Event} event */
function valueOf(event) {
  return /** @type {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */ (event.currentTarget).value;
}
