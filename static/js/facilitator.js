/**
 * The page of who facilitates a room: the clock, whose turn it is, and a word to the presenter.
 */

import { render } from 'preact';
import { html } from 'htm/preact';
import { Toasts } from '#js/host/toasts.js';
import { Contact, News, speakNotices } from '#js/notices.js';
import { startTicking } from '#js/ticking.js';
import { stayAwake } from '#js/wake.js';
import { Desk, Wall } from '#js/wip/facilitator/desk.js';
import { Panels } from '#js/wip/facilitator/panels.js';
import { current, link, view } from '#js/wip/facilitator/store.js';
import { speakMoments } from '#js/wip/moments.js';

/** What steers the room; gone once the link is withdrawn, with everybody's names. */
function Steering() {
  if (link.contact.value.state === 'closed') return html`<main class="signed-out"><${Wall} /></main>`;
  return html`<main><${Desk} /><${Panels} /></main>`;
}

function Page() {
  return html`
    <header class="top">
      <${Contact} link=${link} kept=" What you press now is not done; the host can steer your room meanwhile." />
      <${News} link=${link} />
    </header>
    <${Steering} />
    <${Toasts} />
  `;
}

const root = /** @type {HTMLElement} */ (document.getElementById('app'));
root.replaceChildren();
render(html`<${Page} />`, root);
startTicking(link, current);
speakMoments(current, () => view.peek().papers);
speakNotices(link);
stayAwake();
