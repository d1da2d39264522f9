/**
 * A file of papers: problems first, then what was understood, and only then saved.
 */
import { html } from 'htm/preact';

import { openDialog } from '#js/host/dialog.js';
import { Import } from '#js/host/file_import.js';
import { Remarks, Table } from '#js/host/import_preview.js';
import { clockState } from '#js/host/store.js';
import { counted } from '#js/host/words.js';
import { view } from '#js/host/wip/store.js';
import { wishesWords } from '#js/host/wip/words.js';

/** @typedef {import('../../types_wip.d.ts').Wishes} Wishes */
/** @typedef {{ title: string, presenters: string[], keywords: string[], discussants: string[], wishes: Wishes, known: boolean }} ReadPaper */
/** @typedef {import('../file_import.js').Reading & { papers?: ReadPaper[], people?: { name: string, email: string }[] }} PapersReading */

const MOST_PAPERS = 40;
const HEAD = ['Title', 'Presented by', 'Keywords', 'Discussants', 'When and where', ''];

/** Open the dialogue. */
export function openPapersImport() {
  /** @type {import('../file_import.js').Sort} */
  const sort = {
    kind: 'papers',
    words: ['paper', 'papers'],
    found: (reading) => reading?.papers?.length ?? 0,
    there: () => view.value.papers.length,
    replaces: (count) => `Replace the ${count} there ${view.value.papers.length === 1 ? 'is' : 'are'}`,
    hint: 'CSV or Excel (.xlsx), one paper a row, with the columns “title” and “presenters”; also “emails”, “abstract”, “keywords”, “link”, “discussants”, “not before”, “done by”, “day”, “position” and “room”. Several names or keywords are separated by semicolons.',
    mayReplace: clockState.peek() === 'waiting',
    Preview,
  };
  openDialog('Import papers', () => html`<${Import} sort=${sort} />`);
}

/** @param {{ reading: PapersReading }} props */
function Preview({ reading }) {
  const { papers = [], people = [], problems } = reading;
  const rows = papers.slice(0, MOST_PAPERS).map(cells);
  return html`<div class="stack">
    <${Remarks} reading=${reading} />
    ${papers.length === 0 && problems.length === 0 && html`<p class="note soon">There is no paper in this file.</p>`}
    ${papers.length > 0 && html`<section>
      <h3>${counted(papers.length, 'paper', 'papers')}</h3>
      <${Table} label="Papers in the file" head=${HEAD} rows=${rows} />
      ${papers.length > MOST_PAPERS && html`<p class="soft">and ${papers.length - MOST_PAPERS} more</p>`}
    </section>`}
    ${people.length > 0 && html`<p>New on the list of people: ${people.map(({ name, email }) => (email && name !== email ? `${name} (${email})` : name || email)).join('; ')}.</p>`}
  </div>`;
}

/** @param {ReadPaper} paper */
function cells({ title, presenters, keywords, discussants, wishes, known }) {
  return [title, presenters.join('; '), keywords.join('; '), discussants.join('; '), wishesWords(wishes), known ? 'there already, is changed' : 'new'];
}
