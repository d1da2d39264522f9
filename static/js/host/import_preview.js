/**
 * What was understood of a roster file: problems first, then notes, then the people.
 *
 * @typedef {{ row: number, column: string, message: string, fix: string }} Problem
 * @typedef {{ name: string, email: string, years: number | null, role: string | null, side?: string, institution: string,
 *   interests: string[], requests: string[], avoid: string[] }} ReadPerson
 * @typedef {{ people: ReadPerson[], problems: Problem[], notes?: Problem[] }} Reading
 */
import { html } from 'htm/preact';

import { counted } from '#js/host/words.js';

const MOST_PROBLEMS = 100;
const MOST_PEOPLE = 30;

/** @param {{ reading: Reading }} props */
export function Preview({ reading }) {
  const { people, problems, notes = [] } = reading;
  return html`<div class="stack">
    ${problems.length > 0 && html`<${Problems} title=${counted(problems.length, 'problem', 'problems')} problems=${problems} />`}
    ${notes.length > 0 && html`<details class="notes"><summary>${counted(notes.length, 'note', 'notes')}, none of which stands in the way</summary>
      <${Problems} title="" problems=${notes} /></details>`}
    ${people.length > 0 && html`<${Found} people=${people} />`}
    ${people.length === 0 && problems.length === 0 && html`<p class="note soon">There is nobody in this file.</p>`}
  </div>`;
}

/** @param {{ title: string, problems: Problem[] }} props */
function Problems({ title, problems }) {
  return html`<section>
    ${title && html`<h3 class="stop">${title}</h3>`}
    <div class="table-scroll" tabindex="0" role="region" aria-label=${title || 'Notes'}>
      <table>
        <thead><tr><th scope="col">Row</th><th scope="col">Column</th><th scope="col">What is wrong</th><th scope="col">How to mend it</th></tr></thead>
        <tbody>${problems.slice(0, MOST_PROBLEMS).map(
          (problem, index) => html`<tr key=${index}><td>${problem.row || '–'}</td><td>${problem.column || '–'}</td><td>${problem.message}</td><td>${problem.fix}</td></tr>`,
        )}</tbody>
      </table>
    </div>
    ${problems.length > MOST_PROBLEMS && html`<p class="soft">and ${problems.length - MOST_PROBLEMS} more</p>`}
  </section>`;
}

/** @param {{ people: ReadPerson[] }} props */
function Found({ people }) {
  const mentors = people.filter((person) => person.side === 'mentor').length;
  return html`<section>
    <h3>${counted(people.length, 'person', 'people')}: ${counted(mentors, 'mentor', 'mentors')}, ${counted(people.length - mentors, 'mentee', 'mentees')}</h3>
    <div class="table-scroll" tabindex="0" role="region" aria-label="People in the file">
      <table>
        <thead><tr><th scope="col">Name</th><th scope="col">Side</th><th scope="col">Years</th><th scope="col">Institution</th><th scope="col">Would like to meet</th></tr></thead>
        <tbody>${people.slice(0, MOST_PEOPLE).map(
          (person, index) => html`<tr key=${index}><td>${person.name}</td><td>${person.side}</td><td>${person.years}</td>
            <td>${person.institution}</td><td>${person.requests.join('; ')}</td></tr>`,
        )}</tbody>
      </table>
    </div>
    ${people.length > MOST_PEOPLE && html`<p class="soft">and ${people.length - MOST_PEOPLE} more</p>`}
  </section>`;
}
