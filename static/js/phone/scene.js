/**
 * What a phone has to say right now, worked out from its view and the clock. Pure.
 *
 * @typedef {import('../types.d.ts').AttendeeView} AttendeeView
 * @typedef {import('../types.d.ts').Meeting} Meeting
 * @typedef {import('../clock.js').Phase} Phase
 *
 * `meeting` is what the person does now, `next` what comes after it, a rest included, and `partner`
 * the next time they meet somebody. `stays` means that they are already where the meeting is.
 * @typedef {{kind: SceneKind, meeting: Meeting | null, next: Coming | null, partner: Coming | null, stays: boolean}} Scene
 * @typedef {(type: string, fields?: {[field: string]: unknown}) => void} Tap Gives a command.
 * @typedef {{meeting: Meeting, at: number | null, after: number | null}} Coming A meeting to come, and when, if
 *   that can be known: at an instant, or while the clock is paused so many ms after it goes on.
 * @typedef {'waiting' | 'away' | 'gone' | 'welcome' | 'move' | 'talk' | 'rest' | 'joining' | 'unplaced' | 'closing' | 'ended'} SceneKind
 */

import { afterPause, startOf } from '#js/clock.js';

/** The scene of this view at this phase of its clock.
 * @param {AttendeeView} view @param {Phase} current @returns {Scene} */
export function scene(view, current) {
  const round = current.segment.round;
  const meeting = view.itinerary.find((one) => one.round === round) ?? null;
  const ahead = meetingsAhead(view, current);
  const partner = ahead.find((one) => one.kind !== 'sit_out');
  const coming = (/** @type {Meeting | undefined} */ one) =>
    one ? { meeting: one, ...beginning(view, current, one.round) } : null;
  const before = view.itinerary.findLast((one) => round !== null && one.round < round && one.room !== null);
  return {
    kind: kindOf(view, current, meeting, partner !== undefined),
    meeting,
    next: coming(ahead[0]),
    partner: coming(partner),
    stays: Boolean(meeting?.room && before?.room?.name === meeting.room.name),
  };
}

/** @param {AttendeeView} view @param {Phase} current @param {Meeting | null} meeting
 * @param {boolean} company whether they still meet anybody @returns {SceneKind} */
function kindOf(view, current, meeting, company) {
  if (current.state === 'ended') return 'ended';
  if (view.me.attendance === 'gone') return 'gone';
  if (view.me.attendance === 'expected') return 'away';
  if (current.state === 'waiting') return 'waiting';
  if (current.segment.kind === 'close') return 'closing';
  if (current.segment.round === null) return 'welcome';
  if (!meeting) return company ? 'joining' : 'unplaced';
  if (meeting.kind === 'sit_out') return 'rest';
  return current.segment.kind === 'move' ? 'move' : 'talk';
}

/** What comes after the running round.
 * @param {AttendeeView} view @param {Phase} current */
function meetingsAhead(view, current) {
  if (current.state === 'ended' || current.segment.kind === 'close') return [];
  return view.itinerary.filter((one) => one.round > (current.segment.round ?? 0));
}

/** When a round's first segment begins, if that can be known.
 * @param {AttendeeView} view @param {Phase} current @param {number} round */
function beginning({ agenda }, current, round) {
  const index = agenda.findIndex((segment) => segment.round === round);
  if (index < 0) return { at: null, after: null };
  return { at: startOf(current, agenda, index), after: afterPause(current, agenda, index) };
}

/** The meetings a person has had (or is in), not one they only walk to: what they may want to remember.
 * @param {AttendeeView} view @param {Phase} current */
export function meetingsSoFar(view, current) {
  const { kind, round } = current.segment;
  const last = kind === 'close' ? Infinity : (round ?? 0) - (kind === 'move' ? 1 : 0);
  return view.itinerary.filter((one) => one.kind !== 'sit_out' && one.round <= last);
}

/** How large the names may be written, 1 (largest) to 5, by how much there is to write; a word is never broken.
 * @param {readonly string[]} names */
export function nameSize(names) {
  const signs = names.reduce((sum, name) => sum + name.length, 0) + 10 * (names.length - 1);
  const longestWord = Math.max(0, ...names.flatMap((name) => name.split(/[\s-]/)).map(width));
  const above = (/** @type {number} */ size, /** @type {readonly number[]} */ limits) => limits.filter((limit) => size > limit).length;
  return 1 + Math.max(above(signs, [16, 26, 44, 72]), above(longestWord, [8.6, 10.2, 12.6, 16]));
}

/** About how wide a word is, in letters of usual width. @param {string} word */
function width(word) {
  const count = (/** @type {RegExp} */ letters) => word.match(letters)?.length ?? 0;
  return word.length + 0.5 * count(/[mw]/gi) - 0.4 * count(/[fijlrt]/g);
}
