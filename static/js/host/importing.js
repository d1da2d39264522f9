/**
 * A roster file, brought to the list of people.
 */
import { html } from 'htm/preact';

import { openDialog } from '#js/host/dialog.js';
import { Import } from '#js/host/file_import.js';
import { Preview } from '#js/host/import_preview.js';
import { clockState, isWip, path, view } from '#js/host/store.js';

const COLUMNS = isWip ? 'with a column “name”' : 'with a column “name” and one of “years” or “role”';

/** @type {Omit<import('./file_import.js').Sort, 'mayReplace'>} */
const PEOPLE = {
  kind: 'roster',
  words: ['person', 'people'],
  found: (reading) => reading?.people?.length ?? 0,
  there: () => view.value.people.length,
  replaces: (count) => `Replace the ${count} on the list`,
  hint: `CSV or Excel (.xlsx), one person a row, ${COLUMNS}.`,
  example: `${path}/roster/example.csv`,
  Preview,
};

/** Open the dialogue. */
export function openImport() {
  const sort = { ...PEOPLE, mayReplace: clockState.peek() === 'waiting' };
  openDialog('Import a list of people', () => html`<${Import} sort=${sort} />`);
}
