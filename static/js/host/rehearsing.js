/**
 * “Try it out”: the session as it might go, with made-up latecomers, in a moment and without touching it.
 *
 * @typedef {import('./rehearsal_facts.js').Rehearsal} Rehearsal
 * @typedef {import('./rehearsal_facts.js').Bin} Bin
 * @typedef {{ late_share: number, absent_share: number, leaving_share: number }} Shares
 */
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';

import { post } from '#js/http.js';
import { closeDialog, openDialog } from '#js/host/dialog.js';
import { binWords, movedSentences, outcomeSentences, talkBins, thereWords, yieldSentence } from '#js/host/rehearsal_facts.js';
import { path, view } from '#js/host/store.js';
import { counted } from '#js/host/words.js';

const MINUTE_MS = 60_000;
const MOST_ROWS = 60;

/** @type {readonly { key: string, label: string, shares: Shares }[]} */
const CHANCES = [
  { key: 'all', label: 'everybody comes on time and stays', shares: { late_share: 0, absent_share: 0, leaving_share: 0 } },
  { key: 'usual', label: 'some come late, some never, some leave early', shares: { late_share: 0.15, absent_share: 0.1, leaving_share: 0.05 } },
  { key: 'many', label: 'a bad day: twice as many of them', shares: { late_share: 0.3, absent_share: 0.2, leaving_share: 0.1 } },
];

/** Open the dialogue. */
export function openRehearsal() {
  openDialog('Try it out', () => html`<${Trying} />`);
}

function Trying() {
  const [chance, setChance] = useState('usual');
  const [turn, setTurn] = useState(0);
  const { rehearsal, fault, busy } = useRehearsal(chance, turn);
  return html`<div class="stack" aria-busy=${busy}>
    <p>A rehearsal with the people on the list and your settings, made up from the press of Start to the end. Nothing
      of the session changes, and nobody sees it.</p>
    <div class="field">
      <label for="chance">Suppose that</label>
      <select id="chance" data-focus value=${chance} onChange=${(/** @type {any} */ event) => setChance(event.currentTarget.value)}>
        ${CHANCES.map(({ key, label }) => html`<option key=${key} value=${key} selected=${key === chance}>${label}</option>`)}
      </select>
    </div>
    <p class="soft" role="status">${busy ? `Rehearsing with ${counted(view.value.people.length, 'person', 'people')} …` : ''}</p>
    ${fault && html`<p class="fault" role="alert">${fault}</p>`}
    ${rehearsal && html`<div class="rehearsal" data-old=${busy}><${Outcome} rehearsal=${rehearsal} /></div>`}
    <div class="actions">
      <button type="button" disabled=${busy} onClick=${() => setTurn(turn + 1)}>Once more</button>
      <button type="button" onClick=${closeDialog}>Done</button>
    </div>
  </div>`;
}

/** Have a rehearsal made whenever what is supposed changes.
 * @param {string} chance @param {number} turn another draw of who comes late */
function useRehearsal(chance, turn) {
  const [rehearsal, setRehearsal] = useState(/** @type {Rehearsal | null} */ (null));
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(true);
  useEffect(() => {
    let wanted = true;
    setBusy(true);
    setFault('');
    const shares = CHANCES.find((one) => one.key === chance)?.shares;
    const seed = (view.peek().settings.seed + turn) % 2 ** 31;
    void (/** @type {typeof post<Rehearsal>} */ (post))(`${path}/rehearse`, { ...shares, seed }).then((answer) => {
      if (!wanted) return;
      setBusy(false);
      if (answer.ok) setRehearsal(answer.body);
      else setFault(answer.body.error.message);
    });
    return () => {
      wanted = false;
    };
  }, [chance, turn]);
  return { rehearsal, fault, busy };
}

/** @param {{ rehearsal: Rehearsal }} props */
function Outcome({ rehearsal }) {
  return html`<p class="quality">${outcomeSentences(rehearsal).join(' ')}</p>
    <p>${yieldSentence(rehearsal)}</p>
    <${Chart} bins=${talkBins(rehearsal)} />
    <details class="group">
      <summary>Who came and went, and everybody’s minutes</summary>
      <div class="group-body">
        <ul class="plain-list">${movedSentences(rehearsal).map((sentence) => html`<li key=${sentence}>${sentence}</li>`)}</ul>
        <${Everybody} rehearsal=${rehearsal} />
      </div>
    </details>`;
}

/** How many people talked how long: a table whose last column is drawn. @param {{ bins: Bin[] }} props */
function Chart({ bins }) {
  const most = Math.max(1, ...bins.map((bin) => bin.mentor + bin.mentee));
  return html`<table class="chart">
    <caption>How many people talk how long with the other side</caption>
    <thead><tr><th scope="col">Minutes</th><th scope="col"><span class="key" data-side="mentor"></span>Mentors</th>
      <th scope="col"><span class="key" data-side="mentee"></span>Mentees</th><td></td></tr></thead>
    <tbody>
      ${bins.map((bin, index) => html`<tr key=${bin.from}>
        <th scope="row">${binWords(bin, index === bins.length - 1)}</th>
        <td>${bin.mentor}</td><td>${bin.mentee}</td>
        <td class="bars" aria-hidden="true">
          <span class="bar" data-side="mentor" style=${{ inlineSize: `${(100 * bin.mentor) / most}%` }}></span>
          <span class="bar" data-side="mentee" style=${{ inlineSize: `${(100 * bin.mentee) / most}%` }}></span>
        </td></tr>`)}
    </tbody>
  </table>`;
}

/** @param {{ rehearsal: Rehearsal }} props */
function Everybody({ rehearsal }) {
  const [all, setAll] = useState(false);
  const { people, talk_ms: talk } = rehearsal;
  const shown = all ? people : people.slice(0, MOST_ROWS);
  return html`<div class="stack">
    <div class="table-scroll" tabindex="0" role="group" aria-label="Everybody’s minutes">
      <table>
        <thead><tr><th scope="col">Name</th><th scope="col">There</th><th scope="col">Sat out</th>
          <th scope="col">Met again</th><th scope="col">Minutes</th></tr></thead>
        <tbody>
          ${shown.map((person) => html`<tr key=${person.id}>
            <th scope="row">${person.name} <span class="soft small">${person.side}</span></th>
            <td>${thereWords(person, rehearsal)}</td><td>${person.sit_outs}</td><td>${person.repeats}</td>
            <td>${Math.round((talk[person.id] ?? 0) / MINUTE_MS)}</td></tr>`)}
        </tbody>
      </table>
    </div>
    ${!all && people.length > MOST_ROWS && html`<div><button type="button" onClick=${() => setAll(true)}>Show all ${people.length}</button></div>`}
  </div>`;
}
