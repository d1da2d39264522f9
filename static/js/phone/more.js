/**
 * What a phone needs now and then: leaving, a second device, signals, the colours.
 */

import { html } from '#js/html.js';
import { signal } from '@preact/signals-core';
import { closeDialog, openDialog } from '#js/dialogs.js';
import { post } from '#js/http.js';
import { alertWords, nextAlerts } from '#js/phone/alerts.js';
import { nextTheme, themeWords } from '#js/theme.js';

const colours = signal(themeWords());
const second = signal(/** @type {{url: string, qr: string} | null} */ (null));
const trouble = signal('');

/** The dialogue behind "More".
 * @param {{session: string, here: boolean, tap: import('./scene.js').Tap, leaving?: string, moment?: string}} props
 *   `leaving` says what leaving means for the others, `moment` when the phone gives a signal */
export function More({ session, here, tap, leaving = 'Your partners of the coming rounds get somebody else.', moment = 'When a round ends' }) {
  return html`<dialog id="more" aria-labelledby="more-title">
    <h2 id="more-title">More</h2>
    <div class="choices">
      <${SecondDevice} session=${session} />
      ${alertWords(moment) && html`<button onClick=${nextAlerts}>${alertWords(moment)}</button>`}
      <button onClick=${() => (colours.value = nextTheme())}>${colours.value}</button>
      ${here && html`<button class="danger" onClick=${() => open('leave')}>I have to leave</button>`}
      <button onClick=${() => closeDialog('more')}>Back</button>
    </div>
  </dialog>
  <${Leave} tap=${tap} leaving=${leaving} />`;
}

/** @param {{session: string}} props */
function SecondDevice({ session }) {
  if (!second.value) {
    return html`<button onClick=${() => askForLink(session)}>Use a second device too</button>
      <p class="fault" role="alert">${trouble.value}</p>`;
  }
  return html`<div class="second">
    <p>Scan this with your other device. It shows the same page, and you are still one person. The link works for you alone: don’t pass it on.</p>
    <img class="qr" alt="QR code of your own link" src=${`data:image/svg+xml,${encodeURIComponent(second.value.qr)}`} />
  </div>`;
}

/** @param {string} session */
async function askForLink(session) {
  const answer = await post('/api/v1/me/links', { session });
  if (answer.ok) second.value = /** @type {{url: string, qr: string}} */ (answer.body);
  trouble.value = answer.ok ? '' : answer.body.error.message;
}

/** @param {{tap: import('./scene.js').Tap, leaving: string}} props */
function Leave({ tap, leaving }) {
  const leave = () => {
    tap('check_out');
    closeDialog('leave');
    closeDialog('more');
  };
  return html`<dialog id="leave" aria-labelledby="leave-title">
    <h2 id="leave-title">Leave the session?</h2>
    <p>${leaving} You can come back from this page.</p>
    <div class="actions">
      <button class="danger" onClick=${leave}>Yes, I’m leaving</button>
      <button onClick=${() => closeDialog('leave')}>No, I stay</button>
    </div>
  </dialog>`;
}

/** Open a dialogue of this page; closing it gives the focus back. @param {string} id */
export function open(id) {
  if (id === 'more') second.value = null;
  openDialog(id);
}
