/**
 * What the stage says, worked out from its view and the clock. Pure.
 *
 * @typedef {import('../types.d.ts').StageView} StageView
 * @typedef {import('../types.d.ts').StageRound} StageRound
 * @typedef {import('../clock.js').Phase} Phase
 *
 * `words` go with the colour of the digits; `round` is whose places are shown, under `title`.
 * @typedef {{words: string, round: StageRound | null, title: string}} Scene
 * @typedef {{room: string, people: string[]}} Place One line of the list: at most two people.
 */

import { digits, lastStretch, tone } from '#js/clock.js';

/** How long the way to the next place is shown where the agenda leaves no time for it. */
const FIND_MS = 20_000;

const PEOPLE_IN_A_LINE = 2;

/** @param {StageView} view @param {Phase} current @returns {Scene} */
export function scene(view, current) {
  const number = roundShown(view, current);
  const round = view.rounds.find((one) => one.round === number) ?? null;
  const leadsOn = round !== null && round.round !== current.segment.round;
  return { words: words(view, current, leadsOn), round, title: title(current, number) };
}

/** Whose places matter now: towards the end of a round, the next one's.
 * @param {StageView} view @param {Phase} current @returns {number | null} */
function roundShown(view, current) {
  const { kind, round } = current.segment;
  if (current.state === 'waiting' || current.state === 'ended' || kind === 'close') return null;
  if (round === null) return view.rounds[0]?.round ?? null;
  const next = view.rounds.find((one) => one.round === round + 1);
  const ending = current.state !== 'paused' && (tone(current) === 'soon' || tone(current) === 'stop');
  return kind === 'talk' && ending && next ? next.round : round;
}

/** @param {Phase} current @param {number | null} number */
function title(current, number) {
  if (number === null) return '';
  if (current.segment.round === number) return `Round ${number}: who is where`;
  return current.segment.round === null ? 'First: who goes where' : `Next, in round ${number}: who goes where`;
}

/** @param {StageView} view @param {Phase} current @param {boolean} leadsOn whether the list says where to go next */
function words(view, current, leadsOn) {
  const { state, segment } = current;
  if (state === 'waiting') return 'It starts soon';
  if (state === 'ended') return 'Thank you for coming';
  if (state === 'paused') return 'Paused. The clock waits';
  if (segment.kind === 'talk' && state === 'overtime') {
    return leadsOn ? 'Time’s up. See below where to go next' : 'Time’s up. Finish your sentence';
  }
  if (state === 'overtime') return 'Time’s up. It goes on in a moment';
  if (segment.kind === 'move') return segment.round === 1 ? 'Find your first place' : 'Time’s up. Go to your next place';
  if (segment.kind === 'talk') return talkWords(view, current);
  if (segment.kind === 'close') return 'That was the last round';
  return segment.label;
}

/** @param {StageView} view @param {Phase} current */
function talkWords(view, current) {
  const { segment, index, left } = current;
  const justBegun = left !== null && segment.duration_ms - left < FIND_MS;
  if (justBegun && view.agenda[index - 1]?.kind === 'talk') return 'Time’s up. Go to your next place';
  if (tone(current) !== 'soon') return 'Time to talk';
  return lastStretch(segment) === 60_000 ? 'Last minute' : 'Nearly over';
}

/** The digits for the wall: `62:30` rather than `1:02:30`, because fewer signs can be larger.
 * @param {number} left milliseconds */
export function wallDigits(left) {
  const text = digits(left);
  const [seconds, minutes, hours] = text.replace('+', '').split(':').toReversed();
  if (!hours) return text;
  return `${left < 0 ? '+' : ''}${60 * Number(hours) + Number(minutes)}:${seconds}`;
}

/** The places of a round, two people in a line, so that no line is too long to read from afar.
 * @param {StageRound} round @returns {Place[]} */
export function places(round) {
  const rooms = round.rooms.flatMap(({ room, people }) => pairs(people).map((pair) => ({ room, people: pair })));
  const resting = pairs(round.sitting_out).map((people) => ({ room: 'Rest', people }));
  return [...rooms, ...resting];
}

/** @param {readonly string[]} people */
function pairs(people) {
  const count = Math.ceil(people.length / PEOPLE_IN_A_LINE);
  return Array.from({ length: count }, (_, at) => people.slice(at * PEOPLE_IN_A_LINE, (at + 1) * PEOPLE_IN_A_LINE));
}

/** What is said aloud at a moment of the clock.
 * @param {'start' | 'minute' | 'half' | 'overtime' | 'paused' | 'resumed' | 'ended'} moment
 * @param {StageView} view @param {Phase} current */
export function momentWords(moment, view, current) {
  if (moment === 'minute') return 'One minute left.';
  if (moment === 'half') return 'Thirty seconds left.';
  if (moment === 'resumed') return 'It goes on.';
  return `${current.segment.label}. ${scene(view, current).words}.`;
}
