/**
 * A new session from a title and the time there is; then on to the host's page.
 *
 * @typedef {import('./types.d.ts').FlashSettings} FlashSettings
 * @typedef {import('./host/budget.js').Proposal} Proposal
 * @typedef {{ links: { host: string } }} Made
 */
import { post } from '#js/http.js';
import { restWords, roughMinutes, roundsWords } from '#js/host/budget.js';

const LEAST = 10;
const MOST = 480;
const NUMBERS_WORDS = `Give a time from ${LEAST} to ${MOST} minutes.`;

/** @type {FlashSettings} */
const defaults = JSON.parse(document.getElementById('boot')?.textContent ?? '{}');
const form = /** @type {HTMLFormElement} */ (document.getElementById('new'));
const title = /** @type {HTMLInputElement} */ (document.getElementById('title'));
const have = /** @type {HTMLInputElement} */ (document.getElementById('have'));
const shown = /** @type {HTMLElement} */ (document.getElementById('proposal'));
const PREFIXES = /** @type {Record<string, string>} */ ({ table: 'Table', breakout: 'Room', link: 'Room' });

let asked = 0;
let proposal = /** @type {Proposal | null} */ (null);

have.addEventListener('input', propose);
form.addEventListener('submit', make);
void propose();

/** Ask what fits into the time; only the newest question's answer counts. */
async function propose() {
  const number = ++asked;
  const minutes = have.valueAsNumber;
  if (!(minutes >= LEAST && minutes <= MOST)) return show(null, NUMBERS_WORDS);
  const question = { total_minutes: Math.round(minutes), mentors: 0, mentees: 0, move_seconds: defaults.move_seconds };
  const answer = await /** @type {typeof post<Proposal>} */ (post)('/api/v1/propose', question);
  if (number !== asked) return undefined;
  return answer.ok ? show(answer.body, '') : show(null, answer.body.error.message);
}

/** @param {Proposal | null} found @param {string} fault */
function show(found, fault) {
  proposal = found;
  if (!found) return shown.replaceChildren(paragraph('fault', fault));
  const rest = `${restWords(found, defaults.move_seconds)}: ${roughMinutes(found.total_minutes)} in all. It is worked out again as people come, and you can change everything until you press Start.`;
  return shown.replaceChildren(paragraph('display', roundsWords(found)), paragraph('soft', rest));
}

/** @param {string} kind @param {string} words */
function paragraph(kind, words) {
  const element = document.createElement('p');
  element.className = kind;
  element.textContent = words;
  return element;
}

/** @param {SubmitEvent} event */
async function make(event) {
  event.preventDefault();
  if (!title.value.trim()) return refuse('Give it a name, so that people know they are in the right place.');
  const { total_minutes: _, ...minutes } = proposal ?? { total_minutes: 0 };
  const kind = String(new FormData(form).get('kind'));
  const wanted = { format: 'flash', title: title.value.trim(), ...minutes, rooms: { ...defaults.rooms, kind, prefix: PREFIXES[kind] } };
  const answer = await /** @type {typeof post<Made>} */ (post)('/api/v1/sessions', wanted);
  if (answer.ok) return location.assign(answer.body.links.host);
  return say(answer.body.error.message);
}

/** @param {string} words what is wrong with the title */
function refuse(words) {
  title.setAttribute('aria-invalid', 'true');
  const hint = document.getElementById('title-says');
  if (hint) [hint.className, hint.textContent] = ['fault', words];
  title.focus();
}

/** @param {string} words */
function say(words) {
  document.getElementById('says')?.replaceChildren(paragraph('note stop', words));
}
