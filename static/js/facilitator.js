/**
 * The page of who facilitates a room: the clock, whose turn it is, and a word to the presenter.
 */

import { render } from 'preact';
import { html } from 'htm/preact';
import { Toasts } from '#js/host/toasts.js';
import { Contact, News, speakNotices } from '#js/notices.js';
import { startTicking } from '#js/ticking.js';
import { stayAwake } from '#js/wake.js';
import { Desk } from '#js/wip/facilitator/desk.js';
import { Panels } from '#js/wip/facilitator/panels.js';
import { current, link, view } from '#js/wip/facilitator/store.js';
import { speakMoments } from '#js/wip/moments.js';

function Page() {
  return html`
    <header class="top">
      <${Contact} link=${link} kept=" What you press now is not done; the host can steer your room meanwhile." />
      <${News} link=${link} />
    </header>
    <main><${Desk} /><${Panels} /></main>
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
