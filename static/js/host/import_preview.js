/**
 * What was understood of a roster file: problems first, then notes, then the people.
 *
 * @typedef {{ row: number, column: string, message: string, fix: string, matters?: boolean }} Problem
 * @typedef {{ name: string, email: string, years: number | null, role: string | null, side?: string, institution: string,
 *   interests: string[], requests: string[], avoid: string[] }} ReadPerson
 * @typedef {{ people: ReadPerson[], problems: Problem[], notes?: Problem[] }} Reading
 */
import { html } from 'htm/preact';

import { isWip } from '#js/host/store.js';
import { counted } from '#js/host/words.js';

const MOST_PROBLEMS = 100;
const MOST_PEOPLE = 30;

/** @param {{ reading: Reading }} props */
export function Preview({ reading }) {
  const { people, problems } = reading;
  return html`<div class="stack">
    <${Remarks} reading=${reading} />
    ${people.length > 0 && html`<${Found} people=${people} />`}
    ${people.length === 0 && problems.length === 0 && html`<p class="note soon">There is nobody in this file.</p>`}
  </div>`;
}

/** What is to be said about the rows: problems first, then what the file was taken to mean, then what does not
 * stand in the way. @param {{ reading: Pick<Reading, 'problems' | 'notes'> }} props */
export function Remarks({ reading: { problems, notes = [] } }) {
  const matters = notes.filter((note) => note.matters);
  const others = notes.filter((note) => !note.matters);
  return html`<div class="stack">
    ${problems.length > 0 && html`<${Problems} title=${counted(problems.length, 'problem', 'problems')} problems=${problems} />`}
    ${matters.length > 0 && html`<${Meaning} notes=${matters} />`}
    ${
      others.length > 0 &&
      html`<details class="notes">
        <summary>${counted(others.length, 'note', 'notes')}, ${others.length === 1 ? 'which does not stand' : 'none of which stands'} in the way</summary>
        <${Problems} title="" problems=${others} />
      </details>`
    }
  </div>`;
}

/** @param {{ notes: Problem[] }} props */
function Meaning({ notes }) {
  return html`<section class="note soon">
    <h3>Is this what you mean?</h3>
    <ul>${notes.slice(0, MOST_PROBLEMS).map(({ row, column, message }, at) => html`<li key=${at}>Row ${row}, ${column}: ${message}</li>`)}</ul>
    ${notes.length > MOST_PROBLEMS && html`<p class="soft">and ${notes.length - MOST_PROBLEMS} more</p>`}
  </section>`;
}

/** @param {{ title: string, problems: Problem[] }} props */
function Problems({ title, problems }) {
  const rows = problems.slice(0, MOST_PROBLEMS).map(({ row, column, message, fix }) => [row || '–', column || '–', message, fix]);
  return html`<section>
    ${title && html`<h3 class="stop">${title}</h3>`}
    <${Table} label=${title || 'Notes'} head=${['Row', 'Column', 'What is wrong', 'How to mend it']} rows=${rows} />
    ${problems.length > MOST_PROBLEMS && html`<p class="soft">and ${problems.length - MOST_PROBLEMS} more</p>`}
  </section>`;
}

/** Where somebody stands; who can be on either side goes where the plan needs them. @param {ReadPerson} person */
function sideOf({ role, side }) {
  return role === 'either' ? 'either' : side;
}

/** `3 mentors, 5 mentees, 1 on either side`. @param {ReadPerson[]} people */
function sides(people) {
  const found = people.map(sideOf);
  const count = (/** @type {string} */ side) => found.filter((one) => one === side).length;
  const either = count('either');
  return [counted(count('mentor'), 'mentor', 'mentors'), counted(count('mentee'), 'mentee', 'mentees'), either && `${either} on either side`]
    .filter(Boolean)
    .join(', ');
}

/** @param {{ people: ReadPerson[] }} props */
function Found({ people }) {
  const rows = people
    .slice(0, MOST_PEOPLE)
    .map((person) =>
      isWip
        ? [person.name, person.institution, person.email]
        : [person.name, sideOf(person), person.years, person.institution, person.requests.join('; ')],
    );
  const head = isWip ? ['Name', 'Institution', 'Email'] : ['Name', 'Side', 'Years', 'Institution', 'Would like to meet'];
  return html`<section>
    <h3>${counted(people.length, 'person', 'people')}${isWip ? '' : `: ${sides(people)}`}</h3>
    <${Table} label="People in the file" head=${head} rows=${rows} />
    ${people.length > MOST_PEOPLE && html`<p class="soft">and ${people.length - MOST_PEOPLE} more</p>`}
  </section>`;
}

/** @param {{ label: string, head: string[], rows: unknown[][] }} props */
export function Table({ label, head, rows }) {
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${label}>
    <table>
      <thead><tr>${head.map((title) => html`<th scope="col" key=${title}>${title}</th>`)}</tr></thead>
      <tbody>${rows.map((cells, row) => html`<tr key=${row}>${cells.map((cell, at) => html`<td key=${at}>${cell}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;
}
