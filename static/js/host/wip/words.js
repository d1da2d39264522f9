/**
 * How the host reads rooms and papers. Pure.
 *
 * @typedef {import('../../types_wip.d.ts').HostPaper} HostPaper
 * @typedef {import('../../types_wip.d.ts').WipSegment} WipSegment
 * @typedef {import('../../types_wip.d.ts').Wishes} Wishes
 * @typedef {import('./store.js').RoomNow} RoomNow
 */
import { spoken, wallTime } from '#js/clock.js';
import { timeOfDay } from '#js/host/time_of_day.js';
import { counted, listed } from '#js/host/words.js';
import { standing } from '#js/host/wip/next_act.js';
import { expectedFinish } from '#js/wip/facts.js';
import { timeWords } from '#js/wip/words.js';

const MINUTE_MS = 60_000;

/** How many milliseconds later than planned a room will be over; null where that is open.
 * @param {RoomNow} room @param {number} now */
export function lateness(room, now) {
  const expected = expectedFinish(room.now, room.agenda, now);
  return expected === null || room.planned_finish_at === null ? null : expected - room.planned_finish_at;
}

/** `On time`, `3 minutes behind`, `2 minutes ahead`; nothing where that is open. @param {number | null} late */
export function latenessWords(late) {
  if (late === null) return '';
  const minutes = Math.round(late / MINUTE_MS);
  if (minutes === 0) return 'On time';
  return `${counted(Math.abs(minutes), 'minute', 'minutes')} ${minutes > 0 ? 'behind' : 'ahead'}`;
}

/** `go`, `soon` or `stop`: on time, a little behind, or behind by five minutes. @param {number | null} late */
export function latenessTone(late) {
  const minutes = Math.round((late ?? 0) / MINUTE_MS);
  return minutes >= 5 ? 'stop' : minutes >= 1 ? 'soon' : 'go';
}

/** `Ends 10:42, planned 10:40`. @param {RoomNow} room @param {number} now */
export function finishWords(room, now) {
  const expected = expectedFinish(room.now, room.agenda, now);
  const { planned_finish_at: planned } = room;
  if (expected === null) return planned === null ? '' : `Planned to end ${wallTime(planned)}`;
  const [ends, plan] = [wallTime(expected), planned === null ? '' : wallTime(planned)];
  return plan && plan !== ends ? `Ends ${ends}, planned ${plan}` : `Ends ${ends}${plan ? ', as planned' : ''}`;
}

/** What a room's digits mean, or what it does without any. @param {RoomNow} room */
export function standingWords(room) {
  const where = standing(room);
  if (where === 'waiting') return 'Not started';
  if (where === 'ended') return 'Done';
  return where === 'gathering' ? 'People gather' : timeWords(room.now);
}

const STANDINGS = /** @type {const} */ ([
  ['running', 'running'],
  ['overtime', 'over time'],
  ['paused', 'paused'],
  ['gathering', 'gathering'],
  ['waiting', 'not started'],
  ['ended', 'done'],
]);

/** Where all rooms stand: `2 running, 1 paused`. @param {readonly RoomNow[]} rooms */
export function standingsWords(rooms) {
  const where = rooms.map(standing);
  return STANDINGS.map(([state, words]) => ({ count: where.filter((one) => one === state).length, words }))
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${count} ${words}`)
    .join(', ');
}

/** What is on: `Presentation 1 of 3`, `Changeover`. @param {WipSegment} segment */
export function segmentWords(segment) {
  return segment.label;
}

/** `Ada Lovelace and Grace Hopper`. @param {HostPaper} paper @param {(id: string) => string} name */
export function presenters({ presenters: ids }, name) {
  return listed(ids.map(name));
}

/** What must hold of a paper: `not before 14:00, last in its room`. @param {Wishes} wishes */
export function wishesWords({ not_before: from, done_by: until, day, first, last, room }) {
  return [
    day !== null && `on day ${day}`,
    from !== null && `not before ${timeOfDay(from)}`,
    until !== null && `done by ${timeOfDay(until)}`,
    first && 'first in its room',
    last && 'last in its room',
    room && `in ${room}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** How well papers go together with those presented beside them: `4 of the 6 papers with keywords …`; nothing
 * where fewer than two have a place and keywords.
 * @param {readonly HostPaper[]} papers @param {boolean} inBlocks whether there is more than one block of time */
export function matchedWords(papers, inBlocks) {
  const placed = papers.filter(({ room, keywords }) => room !== null && keywords.length > 0);
  if (placed.length < 2) return '';
  const matched = placed.filter(({ in_common: common }) => common.length > 0).length;
  const many = matched === placed.length ? 'All' : matched === 0 ? 'None' : String(matched);
  return `${many} of the ${placed.length} papers with keywords ${matched > 1 ? 'share' : 'shares'} one with another paper in the same room${inBlocks ? ' and block' : ''}.`;
}

/** `15 minutes`. @param {WipSegment} segment */
export function lengthWords(segment) {
  return segment.duration_ms ? spoken(segment.duration_ms) : '';
}
