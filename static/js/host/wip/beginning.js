/**
 * Before there is a running order: papers come first, then the order, and only then Start.
 */
import { html } from 'htm/preact';

import { underWay } from '#js/host/orders.js';
import { tab } from '#js/host/store.js';
import { counted } from '#js/host/words.js';
import { propose } from '#js/host/wip/acts.js';
import { openPaper } from '#js/host/wip/paper_form.js';
import { openPapersImport } from '#js/host/wip/papers_import.js';
import { view } from '#js/host/wip/store.js';

/** What comes first. */
export function Beginning() {
  return view.value.papers.length === 0 ? html`<${NoPapers} />` : html`<${NoOrder} />`;
}

function NoPapers() {
  return html`<div class="now">
      <p class="eyebrow">First of all</p>
      <p class="display plan-line">There is no paper yet.</p>
      <p class="soft">Bring the list of papers. Their presenters are put on the list of people.</p>
    </div>
    <button type="button" id="next-action" class="primary next-action" data-long="true" onClick=${openPapersImport}>Bring your papers …</button>
    <div class="others"><button type="button" class="wide" onClick=${() => openPaper(null)}>Add a paper …</button></div>`;
}

function NoOrder() {
  const { papers, tracks } = view.value;
  const busy = underWay.value.has('propose_order');
  const go = async () => {
    await propose();
    tab.value = 'order';
  };
  return html`<div class="now">
      <p class="eyebrow">${counted(papers.length, 'paper', 'papers')}, ${counted(tracks.length, 'room', 'rooms')}</p>
      <p class="display plan-line">No paper has a place yet.</p>
      <p class="soft">Look whether the rooms and the times are right; then have the running order worked out. You can change all of it.</p>
    </div>
    <button type="button" id="next-action" class="primary next-action" data-long="true" aria-busy=${busy} disabled=${busy} onClick=${go}>
      ${busy ? 'Working it out …' : 'Propose the running order'}</button>`;
}
