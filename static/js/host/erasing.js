/**
 * Erasing for good: one person, or the whole session.
 */
import { html } from 'htm/preact';

import { ask } from '#js/http.js';
import { Changes } from '#js/host/changes.js';
import { openConfirm } from '#js/host/confirm.js';
import { openDialog } from '#js/host/dialog.js';
import { nameOf, path, view } from '#js/host/store.js';
import { counted } from '#js/host/words.js';

/** Show what erasing somebody would change, and do it if the host wants. @param {string} id */
export function openErase(id) {
  const name = nameOf.peek()(id);
  const proposal = {
    type: 'erase_person',
    fields: { person: id },
    intro: `Name, email address and everything else that tells who ${name} is goes for good: from the list, from what happened, from others’ wishes. Their phones are signed out. Rounds that were held name “somebody who was erased” instead. This cannot be undone.`,
    unchanged: 'Nobody else’s rounds change.',
    apply: 'Erase for good',
    said: 'Somebody was erased for good.',
    danger: true,
    final: true,
  };
  openDialog(`Erase ${name}?`, () => html`<${Changes} ...${proposal} />`);
}

/** Ask, then erase the whole session. */
export function askEraseSession() {
  const { session, people } = view.peek();
  openConfirm({
    title: 'Erase this session?',
    words: [
      `“${session.title}” is erased for good: its list of ${counted(people.length, 'person', 'people')}, its rounds, everything that happened, and every link. All phones are signed out.`,
      'Save or print first what you want to keep. This cannot be undone by anybody.',
    ],
    apply: 'Erase everything',
    danger: true,
    typed: session.code,
    run: eraseSession,
  });
}

/** @returns {Promise<string>} what went wrong, or nothing */
async function eraseSession() {
  const answer = await /** @type {typeof ask<{ erased: string }>} */ (ask)(path, { method: 'DELETE' });
  if (!answer.ok) return answer.body.error.message;
  location.replace('/');
  return '';
}
