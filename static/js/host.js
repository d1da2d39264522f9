/**
 * The host's page.
 */
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
import { show } from '#js/host/showing.js';
import { Toasts } from '#js/host/toasts.js';

function Page() {
  return html`<${Header} />
    <${Notices} />
    <main class="columns-2"><${Desk} /><${Parts} /></main>
    <${MiniDesk} />
    <${Toasts} />
    <${Dialog} />`;
}

show(Page);
speak();
listen({ main, moveOn, minute, undo });
