/**
 * Links that were given out: withdrawn, handed on, signed out. Each is asked first.
 */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { post } from '#js/http.js';
import { openConfirm } from '#js/host/confirm.js';
import { Copyable } from '#js/host/copy.js';
import { closeDialog, openDialog } from '#js/host/dialog.js';
import { forgetLink } from '#js/host/share.js';
import { Picker } from '#js/host/picker.js';
import { nameOf, path, peopleById, presence } from '#js/host/store.js';
import { done } from '#js/host/toasts.js';
import { counted } from '#js/host/words.js';

/** @typedef {{ revoked: number }} Revoked */

/** Ask the server to make links worthless.
 * @param {string} what what follows the session's address @param {Record<string, unknown>} body
 * @param {(count: number) => void} then @returns {Promise<string>} what went wrong, or nothing */
async function withdraw(what, body, then) {
  const answer = await /** @type {typeof post<Revoked>} */ (post)(`${path}/${what}`, body);
  if (!answer.ok) return answer.body.error.message;
  then(answer.body.revoked);
  return '';
}

/** Close the dialogue and say what was done. @param {string} words */
function said(words) {
  closeDialog();
  done(words);
}

/** Ask, then make every link of the stage worthless. */
export function askStages() {
  askWithdraw({ audience: 'stage' }, 'Withdraw the stage’s links?', [
    `Every link to the stage that was given out stops working${openWords(presence.peek().stages, ['open stage goes', 'open stages go'], 'dark')}.`,
  ]);
}

/** Ask, then make every link for an audience worthless; a link that the page shows goes with it.
 * @param {{ audience: 'stage' | 'facilitator', track?: string }} whose @param {string} title
 * @param {readonly string[]} words what that means for those who have one open */
export function askWithdraw(whose, title, words) {
  openConfirm({
    title,
    words: [...words, 'You can make a new link afterwards.'],
    apply: 'Withdraw them',
    danger: true,
    run: () =>
      withdraw('revoke', whose, (count) => {
        forgetLink(whose.audience, whose.track);
        said(`${counted(count, 'link is', 'links are')} worthless now.`);
      }),
  });
}

/** What becomes of the pages that are open: `, and 2 open stages go dark`. @param {number} count @param {[string, string]} pages @param {string} become */
export function openWords(count, [one, many], become) {
  return count === 0 ? '; none is open just now' : `, and ${counted(count, one, many)} ${become}`;
}

/** Ask, then sign somebody out of every device they joined with. @param {string} id */
export function askSignOut(id) {
  const name = nameOf.peek()(id);
  openConfirm({
    title: `Sign ${name} out?`,
    words: [
      `Every phone and computer that joined as ${name} is signed out at once. Their place in the rounds stays.`,
      `Whoever joins as ${name} again has to be let in by you. Do this if the wrong person holds that name, or a phone was lost.`,
    ],
    apply: 'Sign them out',
    danger: true,
    run: () =>
      withdraw('revoke', { audience: 'attendee', person: id }, (count) =>
        said(count ? `${name} is signed out on ${counted(count, 'device', 'devices')}.` : `${name} was not signed in anywhere.`),
      ),
  });
}

/** Ask, then leave this browser as the only host. */
export function askSoleHost() {
  openConfirm({
    title: 'Sign the other hosts out?',
    words: ['Every host link but yours stops working, and the other host pages are signed out at once.'],
    apply: 'Sign them out',
    danger: true,
    run: () => withdraw('hand_over', {}, (count) => said(`${counted(count, 'other host link is', 'other host links are')} worthless now.`)),
  });
}

/** Hand hosting over to somebody else. */
export function openHandOver() {
  openDialog('Hand hosting over', () => html`<${HandOver} />`);
}

function HandOver() {
  const [url, setUrl] = useState('');
  const [fault, setFault] = useState('');
  const make = async () => {
    const answer = await /** @type {typeof post<{ url: string }>} */ (post)(`${path}/links`, { audience: 'host' });
    setFault(answer.ok ? '' : answer.body.error.message);
    if (answer.ok) setUrl(answer.body.url);
  };
  const give = async () => {
    const token = new URL(url).hash.replace('#token=', '');
    setFault(await withdraw('hand_over', { token }, () => openDialog('Handed over', () => html`<${HandedOver} />`)));
  };
  return html`<div class="stack">
    <p>Whoever hosts after you gets a link of their own. Once you hand over, your link and every other host link stop
      working: only theirs is left. The session goes on as it is.</p>
    ${url ? html`<${Copyable} text=${url} label="Copy their link" /><${Opened} />` : null}
    ${fault && html`<p class="fault" role="alert">${fault}</p>`}
    <div class="actions">
      ${
        url
          ? html`<button type="button" class="danger" onClick=${give}>Hand over now</button>`
          : html`<button type="button" class="primary" onClick=${make}>Make their link</button>`
      }
      <button type="button" data-focus onClick=${closeDialog}>Stay the host</button>
    </div>
  </div>`;
}

/** Whether another host page is open by now, as it changes. */
function Opened() {
  const others = presence.value.hosts - 1;
  if (others > 0) return html`<p class="note go" role="status">${counted(others, 'other host page is', 'other host pages are')} open.</p>`;
  return html`<p class="note soon" role="status">No other host page is open yet. Send them the link and wait until they have
    opened it: should it get lost, only the operator of this server can make another.</p>`;
}

function HandedOver() {
  return html`<p data-focus tabindex="-1">Thank you for hosting. This page is signed out now; you can close it.</p>`;
}

/** Somebody's devices, found by name. */
export function Devices() {
  const [chosen, setChosen] = useState(/** @type {string | null} */ (null));
  const joined = chosen !== null && peopleById.value.get(chosen)?.joined;
  return html`<div class="stack">
    <${Picker} id="devices-of" label="Whose devices" chosen=${chosen} choose=${setChosen} />
    ${chosen !== null && !joined && html`<p class="soft">Nobody has joined under this name.</p>`}
    ${chosen !== null && joined && html`<div><button type="button" class="danger" onClick=${() => askSignOut(chosen)}>Sign them out …</button></div>`}
  </div>`;
}
