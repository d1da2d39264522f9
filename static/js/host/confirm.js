/**
 * A dialogue that asks first, and does what it said; what goes wrong is said in it.
 *
 * @typedef {{ title: string, words: readonly string[], apply: string, run: () => Promise<string>, danger?: boolean,
 *   typed?: string }} Question what is asked: the sentences, the word on the button, what it does (answering with
 *   what went wrong, or nothing), and a text that must be typed first where nothing can be taken back
 */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { closeDialog, openDialog } from '#js/host/dialog.js';

/** Ask. @param {Question} question */
export function openConfirm(question) {
  openDialog(question.title, () => html`<${Confirm} ...${question} />`);
}

/** @param {Question} question */
export function Confirm({ words, apply, run, danger, typed }) {
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const [text, setText] = useState('');
  const ready = !typed || text.replace(/[\s-]/g, '').toUpperCase() === typed;
  /** @param {Event} event */
  const give = async (event) => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setFault(await run());
    setBusy(false);
  };
  return html`<form class="stack" onSubmit=${give} aria-busy=${busy}>
    ${words.map((sentence) => html`<p key=${sentence}>${sentence}</p>`)}
    ${
      typed &&
      html`<div class="field">
        <label for="confirm-typed">To be sure, type the session’s code: <strong class="code-small">${typed}</strong></label>
        <input id="confirm-typed" class="typed" value=${text} autocomplete="off" autocapitalize="characters" spellcheck=${false}
          onInput=${(/** @type {any} */ event) => setText(event.currentTarget.value)} />
      </div>`
    }
    ${fault && html`<p class="fault" role="alert">${fault}</p>`}
    <div class="actions">
      <button type="submit" class=${danger ? 'danger' : 'primary'} disabled=${!ready || busy}>${apply}</button>
      <button type="button" data-focus onClick=${closeDialog}>Leave it as it is</button>
    </div>
  </form>`;
}
