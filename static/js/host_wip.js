/**
 * The host's page of a works-in-progress session.
 */
import { render } from 'preact';
import { html } from 'htm/preact';

import { Claims } from '#js/host/claims.js';
import { Dialog } from '#js/host/dialog.js';
import { Contact, Header } from '#js/host/header.js';
import { listen } from '#js/host/keys.js';
import { run } from '#js/host/store.js';
import { Toasts } from '#js/host/toasts.js';
import { main, minute, moveOn, undo } from '#js/host/wip/acts.js';
import { Desk } from '#js/host/wip/desk.js';
import { WipFoot } from '#js/host/wip/foot.js';
import { speak } from '#js/host/wip/moments.js';
import { Parts } from '#js/host/wip/parts.js';

function Page() {
  return html`<${Header} />
    <${Contact} />
    <div class="notices"><${Claims} /></div>
    <main class="columns-2"><${Desk} /><${Parts} /></main>
    <${WipFoot} />
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
