/**
 * What a host can do about links that were given out, and about what is kept.
 */
import { html } from 'htm/preact';

import { askEraseSession } from '#js/host/erasing.js';
import { Devices, askSoleHost, openHandOver } from '#js/host/links.js';
import { Link } from '#js/host/share.js';
import { presence } from '#js/host/store.js';
import { counted } from '#js/host/words.js';

/** Who hosts: a second one, another one, nobody else. */
export function Hosts() {
  return html`<section class="stack">
    <h3>Hosts</h3>
    <p class="soft">Whoever opens a host link can do all that you can.
      ${' '}${counted(presence.value.hosts, 'host page is', 'host pages are')} open.</p>
    <${Link} audience="host" label="Make a host link" open="Open as host" />
    <div class="cluster">
      <button type="button" onClick=${openHandOver}>Hand hosting over …</button>
      <button type="button" onClick=${askSoleHost}>Sign the other hosts out …</button>
    </div>
  </section>`;
}

/** Somebody's devices. */
export function Phones() {
  return html`<section class="stack">
    <h3>Somebody’s phone</h3>
    <p class="soft">If a phone was lost, or somebody joined under another’s name, sign that name out everywhere.</p>
    <${Devices} />
  </section>`;
}

/** Erasing. */
export function Kept() {
  return html`<section class="stack">
    <h3>What is kept of this session</h3>
    <p class="soft">One person is erased from their entry under “People”. The whole session can go too, with all that
      is kept of it.</p>
    <div><button type="button" class="danger" onClick=${askEraseSession}>Erase this session …</button></div>
  </section>`;
}
