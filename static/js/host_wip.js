/**
 * The host's page of a works-in-progress session.
 */
import { html } from 'htm/preact';

import { Claims } from '#js/host/claims.js';
import { Dialog } from '#js/host/dialog.js';
import { Contact, Header } from '#js/host/header.js';
import { listen } from '#js/host/keys.js';
import { show } from '#js/host/showing.js';
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

show(Page);
speak();
listen({ main, moveOn, minute, undo });
