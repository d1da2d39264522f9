/**
 * Somebody pressed “my partner isn't here”: the host reads who waits for whom, while the round is on.
 *
 * A report goes by itself: with the round, when those who were missed have come or are marked as gone, or
 * when the host has put it away. Nobody who is here by the list can be struck out from here.
 *
 * @typedef {import('../types.d.ts').HostView['reports'][number]} Report
 */
import { computed, signal } from '@preact/signals';
import { html } from 'htm/preact';

import { openNotHere } from '#js/host/person.js';
import { hereWords, meetingNow, waitingWords } from '#js/host/reports_words.js';
import { clockState, nameOf, peopleById, view } from '#js/host/store.js';

const putAway = signal(/** @type {ReadonlySet<string>} */ (new Set()));

/** The reports that matter now, the latest first. */
export const openReports = computed(() => {
  if (clockState.value === 'waiting' || clockState.value === 'ended') return [];
  return view.value.reports.filter((report) => !putAway.value.has(keyOf(report)) && stillMissing(report).length > 0).toReversed();
});

/** The first of them. @param {{ most: number }} props how many are shown */
export function Reports({ most }) {
  return html`<div class="reports" role="status">
    ${openReports.value.slice(0, most).map((report) => html`<${One} key=${keyOf(report)} report=${report} />`)}
  </div>`;
}

/** @param {{ report: Report }} props */
function One({ report }) {
  const name = nameOf.value;
  const missing = stillMissing(report);
  const absent = missing.filter((id) => peopleById.value.get(id)?.attendance === 'expected');
  const away = () => {
    putAway.value = new Set([...putAway.value, keyOf(report)]);
  };
  return html`<div class="note soon claim">
    <p>${waitingWords(report, missing, meetingNow(view.value.rounds, report.person), name)}${hereWords(
      missing.filter((id) => !absent.includes(id)).map(name),
    )}</p>
    <div class="cluster">
      ${absent.map((id) => html`<button type="button" key=${id} onClick=${() => openNotHere(id)}>${name(id)} is not here …</button>`)}
      <button type="button" class="quiet" onClick=${away}
        aria-label=${`Dismiss: ${name(report.person)} waits for ${name(missing[0] ?? '')}`}>Dismiss</button>
    </div>
  </div>`;
}

/** Those of a report whom nobody has marked as gone yet. @param {Report} report */
function stillMissing({ missing }) {
  return missing.filter((id) => peopleById.value.has(id) && peopleById.value.get(id)?.attendance !== 'gone');
}

/** @param {Report} report */
function keyOf({ person, at }) {
  return `${person} ${at}`;
}
