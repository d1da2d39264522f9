/**
 * A new session of either format, from a title and the time there is; then on to the host's page.
 *
 * @typedef {import('./types.d.ts').FlashSettings} FlashSettings
 * @typedef {import('./types_wip.d.ts').WipSettings} WipSettings
 * @typedef {import('./host/budget.js').Proposal} Proposal
 * @typedef {{ links: { host: string } }} Made
 */
import { post } from '#js/http.js';
import { restWords, roughMinutes, roundsWords } from '#js/host/budget.js';
import { capacity } from '#js/host/wip/places.js';
import { counted } from '#js/host/words.js';

const LEAST = 10;
const MOST = 480;
const NUMBERS_WORDS = `Give a time from ${LEAST} to ${MOST} minutes.`;

/** @type {FlashSettings & { wip: WipSettings }} */
const defaults = JSON.parse(document.getElementById('boot')?.textContent ?? '{}');
const form = /** @type {HTMLFormElement} */ (document.getElementById('new'));
const title = /** @type {HTMLInputElement} */ (document.getElementById('title'));
const have = /** @type {HTMLInputElement} */ (document.getElementById('have'));
const shown = /** @type {HTMLElement} */ (document.getElementById('proposal'));
const rooms = /** @type {HTMLTextAreaElement} */ (document.getElementById('rooms'));
const parts = { flash: document.getElementById('for-flash'), wip: document.getElementById('for-wip') };
const FIELDS = /** @type {Record<string, string>} */ ({
  tracks: 'The list of rooms',
  present_minutes: 'The time to present',
  comment_minutes: 'The time for comments',
  'blocks[0].minutes': 'The time in all',
});
const PREFIXES = /** @type {Record<string, string>} */ ({ table: 'Table', breakout: 'Room', link: 'Room' });

const ROOMS_HINT = document.getElementById('rooms-says')?.textContent ?? '';

let asked = 0;
let proposal = /** @type {Proposal | null} */ (null);

have.addEventListener('input', propose);
form.addEventListener('input', fit);
form.addEventListener('change', choose);
form.addEventListener('submit', make);
void propose();
fill();
choose();

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

/** The kind of session that is wanted. @returns {'flash' | 'wip'} */
function format() {
  return new FormData(form).get('format') === 'wip' ? 'wip' : 'flash';
}

/** Show what there is to say about the kind of session that is wanted. */
function choose() {
  for (const [kind, part] of Object.entries(parts)) part?.toggleAttribute('hidden', kind !== format());
  fit();
}

/** Put the minutes that are usual into their fields. */
function fill() {
  const { present_minutes, comment_minutes, blocks } = defaults.wip;
  field('present').valueAsNumber = present_minutes;
  field('comment').valueAsNumber = comment_minutes;
  field('block').valueAsNumber = blocks[0]?.minutes ?? 0;
}

/** @param {string} id */
function field(id) {
  return /** @type {HTMLInputElement} */ (document.getElementById(id));
}

/** What the fields say about rooms and minutes. */
function workshop() {
  const tracks = rooms.value.split('\n').map((name) => name.trim()).filter(Boolean);
  return {
    tracks,
    present_minutes: field('present').valueAsNumber,
    comment_minutes: field('comment').valueAsNumber,
    blocks: [{ day: 1, starts: null, minutes: field('block').valueAsNumber }],
  };
}

/** Say how many papers find a place. */
function fit() {
  if (format() !== 'wip') return;
  const wanted = workshop();
  const places = capacity({ ...defaults.wip, ...wanted });
  const told = Number.isFinite(places)
    ? [paragraph('display', `Place for ${counted(places, 'paper', 'papers')} in ${counted(wanted.tracks.length, 'room', 'rooms')}`),
       paragraph('soft', 'Papers are brought afterwards, and everything can be changed until you press Start.')]
    : [paragraph('fault', 'Give all three in minutes.')];
  document.getElementById('fits')?.replaceChildren(...told);
}

/** What the server is asked for. */
function wanted() {
  if (format() === 'wip') return { format: 'wip', title: title.value.trim(), ...workshop() };
  const { total_minutes: _, ...minutes } = proposal ?? { total_minutes: 0 };
  const kind = String(new FormData(form).get('kind'));
  return { format: 'flash', title: title.value.trim(), ...minutes, rooms: { ...defaults.rooms, kind, prefix: PREFIXES[kind] } };
}

/** @param {SubmitEvent} event */
async function make(event) {
  event.preventDefault();
  if (!title.value.trim()) return refuse('Give it a name, so that people know they are in the right place.');
  const answer = await /** @type {typeof post<Made>} */ (post)('/api/v1/sessions', wanted());
  if (answer.ok) return location.assign(answer.body.links.host);
  const { message, details } = answer.body.error;
  const sentences = details.map((detail) => ({ field: detail.field, words: `${FIELDS[detail.field] ?? detail.field} ${detail.message}.` }));
  const others = sentences.filter(({ field: at }) => at !== 'tracks').map(({ words }) => words);
  roomsAre(sentences.filter(({ field: at }) => at === 'tracks').map(({ words }) => words).join(' '));
  return say(details.length === 0 ? message : others.join(' '));
}

/** Say at their field what is wrong with the rooms, or that nothing is. @param {string} fault */
function roomsAre(fault) {
  rooms.setAttribute('aria-invalid', String(fault !== ''));
  const hint = document.getElementById('rooms-says');
  if (hint) [hint.className, hint.textContent] = [fault ? 'fault' : 'hint', fault || ROOMS_HINT];
  if (fault) rooms.focus();
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
  document.getElementById('says')?.replaceChildren(...(words ? [paragraph('note stop', words)] : []));
}
