/**
 * Words that every page of a works-in-progress session uses. Pure.
 *
 * @typedef {import('../types_wip.d.ts').PaperView} PaperView
 * @typedef {import('../types_wip.d.ts').Named} Named
 * @typedef {import('../types_wip.d.ts').SpeakingView} SpeakingView
 * @typedef {import('../types.d.ts').Segment} Segment
 * @typedef {import('../clock.js').Phase} Phase
 */

import { digits, lastStretch, spoken, tone, wallTime } from '#js/clock.js';
import { listed } from '#js/listing.js';

/** The paper a segment belongs to, if it belongs to one.
 * @template {{ id: string }} P @param {readonly P[]} papers @param {Segment | undefined} segment */
export function paperOf(papers, segment) {
  return papers.find((paper) => paper.id === segment?.paper) ?? null;
}

/** `Ada Lovelace and Grace Hopper`. @param {readonly Named[]} people */
export function names(people) {
  return listed(people.map((person) => person.name));
}

/** `Ada Lovelace, Padua; Grace Hopper, Yale`. @param {readonly Named[]} people */
export function namesWithSchools(people) {
  return people.map(({ name, institution }) => (institution ? `${name}, ${institution}` : name)).join('; ');
}

/** What a segment is called where its paper is named beside it: `Comments`, `Lunch`.
 * @param {Segment} segment */
export function kindWords(segment) {
  if (segment.kind === 'present') return 'Presentation';
  return segment.kind === 'comments' ? 'Comments' : segment.label;
}

/** A segment as something to go on to: `comments on “Takings”`, `“Takings”`, `the closing`.
 * @param {Segment | undefined} segment @param {readonly { id: string, title: string }[]} papers */
export function nextWords(segment, papers) {
  if (!segment) return 'the end';
  const paper = paperOf(papers, segment);
  if (segment.kind === 'comments') return 'comments';
  if (paper) return `“${paper.title}”`;
  if (segment.kind === 'close') return 'the closing';
  return segment.kind === 'changeover' ? 'changeover' : segment.label;
}

/** What the digits mean, the colour's words. @param {Phase} current */
export function timeWords(current) {
  if (current.state === 'paused') return 'Paused';
  const { kind } = current.segment;
  const now = tone(current);
  if (now === 'stop') return kind === 'present' ? 'over. Please finish' : 'over time';
  if (now === 'soon') return lastStretch(current.segment) === 60_000 ? 'Last minute' : 'Nearly over';
  if (kind === 'present') return 'left to present';
  if (kind === 'comments') return 'left for comments';
  if (kind === 'changeover') return 'until the next paper';
  if (kind === 'break') return 'until it goes on';
  return kind === 'close' ? 'until it closes' : 'left';
}

/** How the expected finish of a room lies beside the planned one.
 * @param {number | null} expected @param {number | null} planned instants */
export function finishWords(expected, planned) {
  if (expected === null) return '';
  if (planned === null) return `Ends ${wallTime(expected)}`;
  const late = Math.round((expected - planned) / 60_000);
  if (late === 0) return `Ends ${wallTime(expected)}, as planned`;
  return `Ends ${wallTime(expected)}, ${spoken(Math.abs(late) * 60_000)} ${late > 0 ? 'late' : 'early'}`;
}

/** How long a turn has lasted at an instant. @param {SpeakingView} speaking @param {number} now */
export function turnLength(speaking, now) {
  return speaking.before_ms + (speaking.since === null ? 0 : Math.max(0, now - speaking.since));
}

/** A length that grows, in digits: `1:24`, and `0:00` to begin with. @param {number} ms */
export function lengthDigits(ms) {
  return digits(-Math.max(0, ms)).replace('+', '');
}

/** `of about 2:00`. @param {SpeakingView} speaking */
export function suggestedWords(speaking) {
  return `of about ${lengthDigits(speaking.suggested_ms)}`;
}

/** Whether a turn has lasted longer than was suggested. @param {SpeakingView} speaking @param {number} now */
export function isTooLong(speaking, now) {
  return turnLength(speaking, now) > speaking.suggested_ms;
}

/** What a presenter is told; a page that has moved on by itself knows that the words were about what is over.
 * @template {{message: import('../types_wip.d.ts').Message | null, clock: {index: number}}} V
 * @param {V} view @param {Phase} current */
export function messageNow({ message, clock }, { index }) {
  return index === clock.index ? message : null;
}

/** How long words to a presenter may be to be written in the largest letters, and in the next size. */
const LARGE_SIGNS = 24;
const MIDDLE_SIGNS = 60;

/** How large words to a presenter are written. @param {string} text @returns {'large' | 'middle' | 'small'} */
export function toldSize({ length }) {
  if (length <= LARGE_SIGNS) return 'large';
  return length <= MIDDLE_SIGNS ? 'middle' : 'small';
}

const PLACES = ['', 'next', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** `next`, `third`, `number 7`. @param {number} place counted from 1 */
export function placeWords(place) {
  return PLACES[place] ?? `number ${place}`;
}
