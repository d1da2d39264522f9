/**
 * A turn of events: the meeting that is on is not the one it was a moment ago. Pure.
 *
 * The clock turning to the next round is none; this is what nobody could know beforehand.
 *
 * @typedef {import('../types.d.ts').AttendeeView} AttendeeView
 * @typedef {import('../types.d.ts').Meeting} Meeting
 * @typedef {{round: number, words: string}} Turn
 */

import { phase } from '#js/clock.js';
import { inOrAt, partnersOf } from '#js/phone/words.js';

/** What changed between two views in the round that is on, in words; null if nothing did.
 * @param {AttendeeView} before @param {AttendeeView} after @param {number} now the server's instant
 * @param {(round: number) => boolean} asked whether this person has said that their partner of a round is missing
 * @returns {Turn | null} */
export function turnOf(before, after, now, asked) {
  const round = roundAt(after, now);
  if (round === null || round !== roundAt(before, now) || before.me.attendance !== after.me.attendance) return null;
  const [was, is] = [meetingIn(before, round), meetingIn(after, round)];
  if (!was || !is || alike(was, is)) return null;
  return { round, words: asked(round) ? answerWords(was, is, after) : changeWords(was, is, after) };
}

/** @param {AttendeeView} view @param {number} now */
function roundAt({ clock, agenda }, now) {
  const { state, segment } = phase(clock, agenda, now);
  return state === 'ended' || state === 'waiting' ? null : segment.round;
}

/** @param {AttendeeView} view @param {number} round */
function meetingIn(view, round) {
  return view.itinerary.find((one) => one.round === round);
}

/** @param {Meeting} one @param {Meeting} other */
function alike(one, other) {
  return one.room?.name === other.room?.name && partnersOf(one) === partnersOf(other);
}

/** For whoever has asked. @param {Meeting} was @param {Meeting} is @param {AttendeeView} view */
function answerWords(was, is, view) {
  if (is.kind === 'sit_out') return 'Nobody else is free just now, so you rest this round. The host knows.';
  if (was.kind === 'sit_out') return `${partnersOf(is)} is free now: you meet at once, ${inOrAt(view)} ${placeOf(is)}.`;
  const free = `${partnersOf(is)} is free too`;
  return was.room?.name === is.room?.name ? `${free}, and comes to you: stay ${inOrAt(view)} ${placeOf(is)}.` : `Go to ${placeOf(is)}: ${free}.`;
}

/** For whom it comes unasked. @param {Meeting} was @param {Meeting} is @param {AttendeeView} view */
function changeWords(was, is, view) {
  if (is.kind === 'sit_out') return 'A change: you rest this round.';
  if (was.kind === 'sit_out') return `You are wanted: go to ${placeOf(is)}. You meet ${partnersOf(is)} there.`;
  if (was.room?.name === is.room?.name) return `A change: stay ${inOrAt(view)} ${placeOf(is)}. You meet ${partnersOf(is)} now.`;
  return `A change: go to ${placeOf(is)}. You meet ${partnersOf(is)} now.`;
}

/** @param {Meeting} meeting */
function placeOf(meeting) {
  return meeting.room?.name ?? 'your place';
}
