/**
 * The share tab: letting people in before and during the session, links and data at any time.
 */
import { html } from 'htm/preact';

import { Hosts, Kept, Phones } from '#js/host/custody.js';
import { askStages } from '#js/host/links.js';
import { Invitation, Link } from '#js/host/share.js';
import { clockState, presence, view } from '#js/host/store.js';
import { counted } from '#js/host/words.js';

/** The share tab. */
export function Share() {
  return html`<div class="stack">
    ${clockState.value !== 'ended' && html`<h2>Let people in</h2><${Invitation} />
      <p><a class="button" href=${`/s/${view.value.session.id}/print`} target="_blank">Print a QR for the door</a></p>`}
    <h2>Links</h2>
    <div class="links">
      <${Stages} />
      <${Hosts} />
      <${Phones} />
      <${Kept} />
    </div>
  </div>`;
}

/** @param {number} stages */
function openWords(stages) {
  return stages === 0 ? 'No stage is open just now.' : `${counted(stages, 'stage is', 'stages are')} open.`;
}

function Stages() {
  return html`<section class="stack">
    <h3>On the big screen</h3>
    <p class="soft">The stage shows the clock, the code and who is where.
      ${' '}${openWords(presence.value.stages)}</p>
    <${Link} audience="stage" label="Make a stage link" open="Open the stage" />
    <div><button type="button" onClick=${askStages}>Withdraw the stage’s links …</button></div>
  </section>`;
}
