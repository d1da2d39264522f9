/**
 * What follows from a room's clock and agenda. Pure.
 *
 * @typedef {import('../types.d.ts').Clock} Clock
 * @typedef {import('../types.d.ts').Segment} Segment
 * @typedef {import('../clock.js').Phase} Phase
 * @typedef {import('../types_wip.d.ts').RoomView} RoomView
 *
 * A paper that is still to come in a room, and when, if that can be foreseen.
 * @typedef {{paper: string, at: number | null}} Coming
 */

import { phase } from '#js/clock.js';

/** When a room will be over, for now, if nobody interferes: before people gather again, if they do.
 *
 * In overtime it moves on with the time; while the room is paused too. Null before the start, while
 * people gather, and after the end.
 * @param {Phase} current @param {readonly Segment[]} agenda @param {number} now */
export function expectedFinish(current, agenda, now) {
  const { state, segment, index, left } = current;
  if (state === 'waiting' || state === 'ended' || segment.kind === 'gather') return null;
  const later = agenda.slice(index + 1);
  const gathering = later.findIndex((one) => one.kind === 'gather');
  const coming = gathering < 0 ? later : later.slice(0, gathering);
  return coming.reduce((at, one) => at + one.duration_ms, now + Math.max(0, left ?? 0));
}

/** When segment `index` is to begin by the plan, what holds counted with its planned length: a guess
 * for the eye, unlike `startOf`. Null where people have yet to gather.
 * @param {Phase} current @param {readonly Segment[]} agenda @param {number} index @param {number} now */
export function foreseenStart(current, agenda, index, now) {
  if (index <= current.index) return current.started_at;
  const { state, segment, left } = current;
  if (state === 'waiting' || state === 'ended' || segment.kind === 'gather') return null;
  const between = agenda.slice(current.index + 1, index);
  if ([...between, agenda[index]].some((one) => one?.kind === 'gather')) return null;
  return between.reduce((at, one) => at + one.duration_ms, now + Math.max(0, left ?? 0));
}

/** The papers still to come in a room, after the one that is on.
 * @param {Phase} current @param {readonly Segment[]} agenda @param {number} now @returns {Coming[]} */
export function comingPapers(current, agenda, now) {
  if (current.state === 'ended') return [];
  return agenda.flatMap((segment, index) =>
    segment.kind === 'present' && segment.paper && index > current.index
      ? [{ paper: segment.paper, at: foreseenStart(current, agenda, index, now) }]
      : [],
  );
}

/** Where a room is at an instant. @param {RoomView} room @param {number} now */
export function roomPhase(room, now) {
  return phase(room.clock, room.agenda, now);
}

/** The paper that is on, presented or commented on, by its id. @param {Phase} current */
export function paperOn(current) {
  return current.state === 'waiting' || current.state === 'ended' ? null : (current.segment.paper ?? null);
}
