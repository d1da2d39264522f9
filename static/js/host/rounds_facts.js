/**
 * The round that matters now, what comes next, and who must be looked for. Pure.
 *
 * @typedef {import('../types.d.ts').HostView} HostView
 * @typedef {import('../types.d.ts').HostRound} HostRound
 * @typedef {import('../types.d.ts').Segment} Segment
 */
import { wallTime } from '#js/clock.js';
import { listed } from '#js/host/words.js';

/** The number of the round at segment `index`, or of the first one after it; null when none is left.
 * @param {readonly Segment[]} agenda @param {number} index */
export function roundAt(agenda, index) {
  return agenda.slice(index).find((segment) => segment.round !== null)?.round ?? null;
}

/** What Next would begin.
 * @param {readonly Segment[]} agenda @param {number} index the segment that runs */
export function nextWords(agenda, index) {
  const next = agenda[index + 1];
  return next ? segmentWords(next) : 'the end';
}

/** What happens in a segment, for the host.
 * @param {Segment} segment */
export function segmentWords(segment) {
  if (segment.kind === 'gather') return 'People are arriving';
  if (segment.kind === 'move') return `${segment.label}: people move`;
  if (segment.kind === 'talk') return `${segment.label}: they talk`;
  return segment.label;
}

/** When everything is over if nobody interferes from now on.
 * @param {{ state: string, index: number, ends_at: number | null, remaining_ms: number | null }} clock
 * @param {readonly Segment[]} agenda @param {number} now an instant
 * @returns {number | null} null once it has ended */
export function finishAt(clock, agenda, now) {
  if (clock.state === 'ended') return null;
  const rest = agenda.slice(clock.index + 1).reduce((sum, segment) => sum + segment.duration_ms, 0);
  const left = clock.remaining_ms ?? (clock.ends_at === null ? 0 : Math.max(0, clock.ends_at - now));
  return now + Math.max(0, left) + rest;
}

/** Who of a pairing is there; fewer than two are no meeting.
 * @param {HostRound} round @param {HostRound['pairings'][number]} pairing */
export function thereFor(round, pairing) {
  return pairing.people.filter((person) => !round.absent.includes(person));
}

/** What came of the rounds that were held: conversations, the people in them, and how many could not happen.
 * @param {readonly HostRound[]} rounds */
export function cameOf(rounds) {
  const held = rounds.filter((round) => round.state === 'held');
  const planned = held.flatMap((round) => round.pairings.map((pairing) => thereFor(round, pairing)));
  const happened = planned.filter((people) => people.length > 1);
  return { held: held.length, people: new Set(happened.flat()).size, meetings: happened.length, missed: planned.length - happened.length };
}

/** Who meets where in a round, as lines for a chat.
 * @param {HostRound} round @param {(id: string) => string} name */
export function chatLines(round, name) {
  const rooms = round.pairings.map((pairing) => `${pairing.room}: ${listed(pairing.people.map(name))}`);
  if (round.sitting_out.length === 0) return rooms;
  return [...rooms, `Resting this round: ${listed(round.sitting_out.map(name))}`];
}

/** A long message cut between lines into parts that a chat takes.
 * @param {string} heading @param {readonly string[]} lines @param {number} most characters in a part
 * @returns {string[]} */
export function chatParts(heading, lines, most) {
  const parts = [heading];
  for (const line of lines) {
    const last = parts.at(-1) ?? '';
    if (last.length + 1 + line.length <= most) parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(line);
  }
  return parts;
}

/** The heading of a round's chat message.
 * @param {HostRound} round @param {number} rounds how many there are @param {number | null} endsAt instant */
export function chatHeading(round, rounds, endsAt) {
  const until = endsAt === null ? '' : `, until ${wallTime(endsAt)}`;
  return `Round ${round.round} of ${rounds}${until}. Please go to your room:`;
}
