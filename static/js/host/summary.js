/**
 * What a command means for everybody, in a few counted sentences: the same wherever changes are shown. Pure.
 *
 * @typedef {import('../types.d.ts').Summary} Summary
 * @typedef {import('../types.d.ts').Quality} Quality
 */
import { counted, listed, times } from '#js/host/words.js';

/** The sentences, the most telling first; none where nothing changes.
 * @param {Summary} summary @param {number} asked how many requests there are on the roster
 * @returns {string[]} */
export function summarySentences(summary, asked) {
  const { was, now } = summary;
  const moved = movesSentences(summary);
  return moved.length > 0 && was && now ? [...moved, repeats(was, now), ...requests(was, now, asked)] : moved;
}

/** How many people it moves, in which rounds, and who loses or finds company by it; none where nobody is moved.
 * @param {Summary} summary @returns {string[]} */
export function movesSentences(summary) {
  return summary.partners + summary.rooms === 0 ? [] : [who(summary), ...company(summary)];
}

/** What was done, with what it means for others where it means anything.
 * @param {string} said a sentence @param {{ summary?: Summary }} answer */
export function saidWith(said, { summary }) {
  const [first] = summary ? movesSentences(summary) : [];
  return first ? `${said} ${first}` : said;
}

/** Rounds as a host reads them: `in round 4`, `in rounds 2, 4 and 5`, `in rounds 3 to 6`.
 * @param {readonly number[]} rounds in order, at least one */
export function roundsIn(rounds) {
  const [first = 0, last = 0] = [rounds[0], rounds.at(-1)];
  if (rounds.length === 1) return `in round ${first}`;
  const gapless = rounds.length > 2 && last - first === rounds.length - 1;
  return `in rounds ${gapless ? `${first} to ${last}` : listed(rounds.map(String))}`;
}

/** @param {Summary} summary */
function who({ partners, rooms, rounds }) {
  if (partners === 0) return `${counted(rooms, 'person changes rooms', 'people change rooms')} ${roundsIn(rounds)}, and nobody gets another partner.`;
  const others = rooms > 0 ? `; ${rooms} more only ${rooms === 1 ? 'changes' : 'change'} rooms` : '';
  return `${counted(partners, 'person gets', 'people get')} another partner ${roundsIn(rounds)}${others}.`;
}

/** Who loses company by it, or finds some. @param {Summary} summary */
function company({ rests, meets }) {
  const found = meets > 0 ? [`${often(meets)} somebody finds company instead of resting.`] : [];
  return [rests > 0 ? `${often(rests)} somebody who was to meet somebody rests instead.` : 'Nobody who was to meet somebody is left alone.', ...found];
}

/** `Twice`, at the beginning of a sentence. @param {number} count */
function often(count) {
  const words = times(count);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @param {Quality} was @param {Quality} now */
function repeats({ repeats: before }, { repeats: after }) {
  if (after === 0) return before === 0 ? 'Still nobody meets the same person twice.' : 'Nobody meets the same person twice any more.';
  if (after === before) return `Somebody is met a second time ${times(after)}, as before.`;
  return `Somebody is met a second time ${times(after)}; ${before === 0 ? 'nobody was' : `it was ${times(before)}`} before.`;
}

/** @param {Quality} was @param {Quality} now @param {number} asked */
function requests({ requests_met: before }, { requests_met: after, requests_possible: most }, asked) {
  if (asked === 0) return [];
  const bound = after < asked ? `, and ${Math.max(after, most)} is the most possible now` : '';
  return [`${after} of ${counted(asked, 'request', 'requests')} ${after === 1 ? 'is' : 'are'} met, ${before === after ? 'as before' : `instead of ${before}`}${bound}.`];
}
