/**
 * The papers: who presents them, what they are about, where they have their place, and what must hold.
 */
import { html } from 'htm/preact';

import { undoIt } from '#js/host/acts.js';
import { closeDialog, openDialog } from '#js/host/dialog.js';
import { press } from '#js/host/orders.js';
import { clockState, nameOf } from '#js/host/store.js';
import { done } from '#js/host/toasts.js';
import { counted, listed } from '#js/host/words.js';
import { openPaper } from '#js/host/wip/paper_form.js';
import { openPapersImport } from '#js/host/wip/papers_import.js';
import { view } from '#js/host/wip/store.js';
import { presenters, wishesWords } from '#js/host/wip/words.js';

/** @typedef {import('../../types_wip.d.ts').HostPaper} HostPaper */

/** The papers tab. */
export function Papers() {
  const { papers } = view.value;
  const ended = clockState.value === 'ended';
  return html`<div class="stack">
    <div class="panel-head">
      <h2>Papers</h2>
      ${!ended && html`<div class="cluster">
        <button type="button" onClick=${() => openPaper(null)}>Add a paper …</button>
        <button type="button" onClick=${openPapersImport}>Import papers …</button>
      </div>`}
    </div>
    ${papers.length === 0 && html`<p class="note">There is no paper yet. Import a list (CSV or Excel), or add them one by one.</p>`}
    <ul class="papers">${papers.map((paper) => html`<${Paper} key=${paper.id} paper=${paper} />`)}</ul>
  </div>`;
}

/** @param {{ paper: HostPaper }} props */
function Paper({ paper }) {
  const name = nameOf.value;
  const wishes = wishesWords(paper.wishes);
  const facts = [
    paper.keywords.length > 0 && paper.keywords.join(', '),
    paper.discussants.length > 0 && `Discussed by ${listed(paper.discussants.map(name))}`,
    wishes && `Must be ${wishes}`,
    paper.comments > 0 && counted(paper.comments, 'written comment', 'written comments'),
  ].filter(Boolean);
  return html`<li class="paper">
    <div>
      <h3 class="display">${paper.title}</h3>
      <p>${presenters(paper, name)}. <span class=${paper.room ? 'soft' : 'soon'}>${paper.room ? name(paper.room) : 'No place yet'}${paper.over ? (paper.begun ? ', presented' : ', never began') : ''}</span></p>
      ${facts.length > 0 && html`<p class="small soft">${facts.join('. ')}.</p>`}
    </div>
    <div class="cluster">
      <button type="button" aria-label=${`Change …: “${paper.title}”`} onClick=${() => openPaper(paper)}>Change …</button>
      ${clockState.value !== 'ended' && html`<button type="button" class="danger" aria-label=${`Remove …: “${paper.title}”`} onClick=${() => askRemove(paper)}>Remove …</button>`}
    </div>
  </li>`;
}

/** @param {HostPaper} paper */
function askRemove(paper) {
  const remove = async () => {
    closeDialog();
    if (await press('remove_paper', { paper: paper.id })) done(`“${paper.title}” is taken out.`, undoIt);
  };
  openDialog(
    'Remove this paper?',
    () => html`<div class="stack">
      <p>“${paper.title}” is taken out of the session and of the running order. Its people stay on the list. You can undo this.</p>
      <div class="actions">
        <button type="button" class="danger" onClick=${remove}>Remove it</button>
        <button type="button" data-focus onClick=${closeDialog}>Leave it</button>
      </div>
    </div>`,
  );
}
