/**
 * What a rehearsal came to, in numbers and sentences. Pure.
 *
 * @typedef {{ id: string, name: string, side: 'mentor' | 'mentee', sit_outs: number, repeats: number,
 *   there: { starts_ms: number, ends_ms: number }[] }} RehearsedPerson
 * @typedef {{ seed: number, people: RehearsedPerson[], rounds: { round: number, starts_ms: number, ends_ms: number }[],
 *   quality: { repeats: number }, talk_ms: { [id: string]: number }, talked_ms: number, most_ms: number, yield: number
 *   }} Rehearsal
 * @typedef {{ from: number, to: number, mentor: number, mentee: number }} Bin people whose minutes are at least `from`
 *   and below `to` (the last one: up to it)
 */
import { counted, inWords, listedShort, times } from '#js/host/words.js';

const MINUTE_MS = 60_000;
const MOST_BINS = 8;
const WIDTHS = [1, 2, 5, 10, 15, 30, 60];
const NAMED = 4;
const SIDES = /** @type {const} */ (['mentor', 'mentee']);

/** When the last round ended, counted from Start. @param {Rehearsal} rehearsal */
function over({ rounds }) {
  return rounds.at(-1)?.ends_ms ?? 0;
}

/** Whether somebody was there from the start to the end.
 * @param {RehearsedPerson} person @param {number} end */
function allAlong({ there }, end) {
  return there.length === 1 && there[0]?.starts_ms === 0 && there[0].ends_ms >= end;
}

/** Who came and went, a sentence for each kind. @param {Rehearsal} rehearsal @returns {string[]} */
export function movedSentences(rehearsal) {
  const end = over(rehearsal);
  const { people } = rehearsal;
  const groups = /** @type {const} */ ([
    ['came late', people.filter(({ there }) => there[0] && there[0].starts_ms > 0)],
    ['never came', people.filter(({ there }) => there.length === 0)],
    ['left early', people.filter(({ there }) => (there.at(-1)?.ends_ms ?? end) < end)],
  ]);
  const told = groups
    .filter(([, who]) => who.length > 0)
    .map(([what, who]) => `${counted(who.length, 'person', 'people')} ${what}: ${listedShort(who.map((one) => one.name), NAMED)}.`);
  return told.length > 0 ? told : ['Everybody was there from the start to the end.'];
}

/** What it came to for people, the most telling first. @param {Rehearsal} rehearsal @returns {string[]} */
export function outcomeSentences(rehearsal) {
  const end = over(rehearsal);
  const steady = rehearsal.people.filter((person) => allAlong(person, end));
  return [...SIDES.flatMap((side) => sideSentence(rehearsal, steady, side)), repeats(rehearsal)];
}

/** @param {Rehearsal} rehearsal @param {RehearsedPerson[]} steady @param {'mentor' | 'mentee'} side */
function sideSentence({ talk_ms: talk }, steady, side) {
  const own = steady.filter((person) => person.side === side);
  if (own.length === 0) return [];
  const other = side === 'mentor' ? 'mentees' : 'mentors';
  const minutes = own.map(({ id }) => Math.round((talk[id] ?? 0) / MINUTE_MS));
  const rests = own.map((person) => person.sit_outs);
  const who = `${side === 'mentor' ? 'Mentors' : 'Mentees'} who were there all along`;
  return [`${who} talked with ${other} for ${range(minutes)} minutes and ${satOut(Math.min(...rests), Math.max(...rests), other)}.`];
}

/** @param {number[]} numbers */
function range(numbers) {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least === most ? String(least) : `${least} to ${most}`;
}

/** @param {number} least @param {number} most @param {string} other */
function satOut(least, most, other) {
  if (most === 0) return 'had a partner in every round';
  const often = least === most ? times(most) : least === 0 ? `at most ${times(most)}` : `${inWords(least)} to ${inWords(most)} times`;
  return `were without ${other} ${least === 1 && most === 2 ? 'once or twice' : often}`;
}

/** @param {Rehearsal} rehearsal */
function repeats({ quality: { repeats: count } }) {
  if (count === 0) return 'Nobody met the same person twice.';
  return count === 1 ? 'One pair met a second time.' : `${count} meetings were with somebody met before.`;
}

/** How good that is beside what nobody could pass. @param {Rehearsal} rehearsal */
export function yieldSentence({ yield: share, talked_ms: talked, most_ms: most }) {
  const [minutes, bound] = [talked, most].map((ms) => Math.round(ms / MINUTE_MS).toLocaleString('en'));
  const percent = share >= 1 ? 100 : Math.min(99, Math.round(100 * share));
  return `${percent} % of what was possible: ${minutes} minutes of talk in all. Even who knew beforehand who comes and goes could not have planned more than ${bound}.`;
}

/** How many people talked how long: at most eight steps of whole minutes. @param {Rehearsal} rehearsal @returns {Bin[]} */
export function talkBins({ people, talk_ms: talk }) {
  const minutes = people.map(({ id, side }) => ({ side, minutes: (talk[id] ?? 0) / MINUTE_MS }));
  const most = Math.max(0, ...minutes.map((one) => one.minutes));
  const width = WIDTHS.find((one) => most / one <= MOST_BINS) ?? Math.ceil(most / MOST_BINS);
  const count = Math.max(1, Math.ceil(most / width));
  const bins = Array.from({ length: count }, (_, index) => ({ from: index * width, to: (index + 1) * width, mentor: 0, mentee: 0 }));
  for (const one of minutes) {
    const bin = bins[Math.min(count - 1, Math.floor(one.minutes / width))];
    if (bin) bin[one.side] += 1;
  }
  return bins;
}

/** The minutes of a step, in whole ones. @param {Bin} bin @param {boolean} last */
export function binWords({ from, to }, last) {
  const most = last ? to : to - 1;
  return most === from ? String(from) : `${from} to ${most}`;
}

/** When somebody was there, for a cell. @param {RehearsedPerson} person @param {Rehearsal} rehearsal */
export function thereWords({ there }, rehearsal) {
  const end = over(rehearsal);
  if (there.length === 0) return 'never';
  return there
    .map(({ starts_ms: from, ends_ms: to }) => {
      if (from <= 0) return to >= end ? 'all along' : `until ${clock(to)}`;
      return to >= end ? `from ${clock(from)}` : `${clock(from)} to ${clock(to)}`;
    })
    .join(', ');
}

/** @param {number} ms */
function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
