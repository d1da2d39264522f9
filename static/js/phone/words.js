/**
 * The sentences of the phone page. Pure.
 *
 * @typedef {import('../types.d.ts').AttendeeView} AttendeeView
 * @typedef {import('../types.d.ts').Meeting} Meeting
 * @typedef {import('../clock.js').Phase} Phase
 * @typedef {import('./scene.js').Scene} Scene
 */

import { lastStretch, spoken, tone, wallTime } from '#js/clock.js';
import { listed } from '#js/listing.js';

/** Whom a meeting is with, for the small line above the name.
 * @param {Meeting} meeting @param {AttendeeView['me']} me */
export function company(meeting, me) {
  if (meeting.kind === 'group') return me.role === 'mentor' ? 'with your group of mentees' : 'in a group';
  if (meeting.kind === 'peer') return `with another ${me.role}`;
  return me.role === 'mentor' ? 'with your mentee' : 'with your mentor';
}

/** `Table 4 with Ada Lovelace`, `you rest`. @param {Meeting} meeting */
export function meetingInShort(meeting) {
  if (meeting.kind === 'sit_out') return 'you rest';
  return meeting.room ? `${meeting.room.name} with ${partnersOf(meeting)}` : partnersOf(meeting);
}

/** `Ada Lovelace and Grace Hopper`. @param {Meeting} meeting */
export function partnersOf(meeting) {
  return listed(meeting.partners.map((partner) => partner.name));
}

/** `at` a table, `in` any other room. @param {AttendeeView} view */
export function inOrAt({ room_kind }) {
  return room_kind === 'table' ? 'at' : 'in';
}

/** What the window is called: what matters, where several windows are listed.
 * @param {Scene} scene @param {AttendeeView} view */
export function title({ kind, meeting }, view) {
  const now = (kind === 'move' || kind === 'talk') && meeting ? meetingInShort(meeting) : '';
  return now || (kind === 'rest' ? 'You rest this round' : view.session.title);
}

/** What to do about the room: go, stay, or find it on the screen.
 * @param {Scene} scene @param {AttendeeView['room_kind']} kind */
export function roomWords(scene, kind) {
  if (scene.kind !== 'move') return kind === 'breakout' ? 'Your breakout room' : 'At';
  if (kind !== 'table') return scene.stays ? 'Stay in' : 'Go to';
  return scene.stays ? 'Stay at' : 'Go to';
}

/** What the digits mean. @param {Phase} current @param {Scene} scene */
export function timeWords(current, scene) {
  if (current.state === 'paused') return 'Paused';
  const now = tone(current);
  if (scene.kind === 'talk') return talkWords(now, current);
  if (now === 'stop') return 'over. The host goes on in a moment.';
  if (scene.kind === 'move') return scene.stays ? 'until you begin' : 'to get there';
  if (scene.kind === 'rest' || scene.kind === 'joining' || scene.kind === 'unplaced') {
    return current.segment.kind === 'move' ? 'until the talks begin' : 'left of this round';
  }
  return 'left';
}

/** @param {ReturnType<typeof tone>} now @param {Phase} current */
function talkWords(now, current) {
  if (now === 'stop') return 'Time’s up. Finish your sentence.';
  if (now === 'soon') return lastStretch(current.segment) === 60_000 ? 'Last minute' : 'Nearly over';
  return 'left to talk';
}

/** When something comes: `at 10:42`, `3 minutes after the pause`, or `when the host moves on`.
 * @param {Pick<import('./scene.js').Coming, 'at' | 'after'>} coming */
export function whenWords({ at, after }) {
  if (at !== null) return `at ${wallTime(at)}`;
  if (after === null) return 'when the host moves on';
  return after < 1000 ? 'right after the pause' : `${spoken(after)} after the pause`;
}

/** What will happen, for those who wait. @param {AttendeeView} view */
export function programme(view) {
  const talks = view.agenda.filter((segment) => segment.kind === 'talk');
  const each = talks[0];
  if (!each) return '';
  const rounds = talks.length === 1 ? 'One round' : `${talks.length} rounds`;
  return `${rounds} of ${spoken(each.duration_ms)}. This page tells you whom you meet, where, and how long is left.`;
}

/** What is said aloud when something begins: once, to those who listen.
 * @param {AttendeeView} view @param {Phase} current @param {Scene} scene */
export function startWords(view, current, scene) {
  const label = current.segment.label;
  switch (scene.kind) {
    case 'move':
      return `Time to move. ${roomWords(scene, view.room_kind)} ${scene.meeting ? meetingInShort(scene.meeting) : ''}.`;
    case 'talk':
      return `${label} begins: ${scene.meeting ? meetingInShort(scene.meeting) : ''}. ${spoken(current.segment.duration_ms)}.`;
    case 'rest':
      return `${label}: you rest. ${scene.partner ? `Then: ${meetingInShort(scene.partner.meeting)}.` : ''}`;
    case 'closing':
      return 'That was the last round. Thank you.';
    default:
      return `${label}. ${spoken(current.segment.duration_ms)}.`;
  }
}

/** What a moment of the clock sounds like.
 * @param {'start' | 'minute' | 'half' | 'overtime' | 'paused' | 'resumed' | 'ended'} moment
 * @param {AttendeeView} view @param {Phase} current @param {Scene} scene */
export function momentWords(moment, view, current, scene) {
  switch (moment) {
    case 'start':
      return startWords(view, current, scene);
    case 'minute':
      return 'One minute left.';
    case 'half':
      return 'Thirty seconds left.';
    case 'overtime':
      return 'Time is up.';
    case 'paused':
      return 'Paused. The clock waits.';
    case 'resumed':
      return `It goes on. ${current.left === null ? '' : `${spoken(current.left)} left.`}`;
    case 'ended':
      return 'The session is over. Thank you.';
  }
}

/** Whom somebody met, as text to take home. @param {AttendeeView} view @param {readonly Meeting[]} meetings */
export function metAsText(view, meetings) {
  const lines = meetings.flatMap((meeting) =>
    meeting.partners.map(({ name, institution }) => `- ${institution ? `${name}, ${institution}` : name}`),
  );
  return [`${view.session.title}: whom I met`, ...lines].join('\n');
}
