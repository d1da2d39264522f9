/**
 * The host's page.
 */
import { render } from 'preact';
import { html } from 'htm/preact';

import { main, minute, moveOn, undo } from '#js/host/acts.js';
import { Desk } from '#js/host/desk.js';
import { Dialog } from '#js/host/dialog.js';
import { Header } from '#js/host/header.js';
import { listen } from '#js/host/keys.js';
import { MiniDesk } from '#js/host/mini_desk.js';
import { speak } from '#js/host/moments.js';
import { Notices } from '#js/host/notices.js';
import { Parts } from '#js/host/parts.js';
import { run } from '#js/host/store.js';
import { Toasts } from '#js/host/toasts.js';

function Page() {
  return html`<${Header} />
    <${Notices} />
    <main class="columns-2"><${Desk} /><${Parts} /></main>
    <${MiniDesk} />
    <${Toasts} />
    <${Dialog} />`;
}

const root = document.getElementById('app');
if (root) {
  root.replaceChildren();
  render(html`<${Page} />`, root);
}
run();
speak();
listen({ main, moveOn, minute, undo });
