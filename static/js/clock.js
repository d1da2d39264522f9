/**
 * The clock as a page sees it. Pure: every instant is handed in, nothing here looks at a clock.
 *
 * Two kinds of time meet here. *Server instants* are the server's milliseconds since 1970, as they
 * come in messages. *Page time* is `performance.now()`: it only grows, and nobody can set it wrong.
 * An `Anchor` ties the two together, so that a phone whose own clock is ten minutes off is right.
 *
 * @typedef {import('./types.d.ts').Clock} Clock
 * @typedef {import('./types.d.ts').Segment} Segment
 *
 * At page time `at` the server's clock showed `server`, give or take `error` milliseconds.
 * @typedef {{at: number, server: number, error: number}} Anchor
 *
 * Where the agenda is at one instant; `left` is what remains of the segment in ms (below zero in
 * overtime, null while no clock runs).
 * @typedef {{state: Clock['state'], index: number, segment: Segment, started_at: number | null,
 *   ends_at: number | null, left: number | null}} Phase
 */

/** How far two quartz clocks may drift apart: milliseconds for each millisecond that passes. */
const DRIFT = 1e-4;

/** How much sooner than a segment's end its last stretch begins, at most. */
const LAST_STRETCH_MS = 60_000;

/** The server's instant at page time `at`; `pace` is how much faster than real time it runs.
 * @param {Anchor} anchor @param {number} at @param {number} pace */
export function serverTime(anchor, at, pace) {
  return anchor.server + (at - anchor.at) * pace;
}

/** What one question to the server tells: its answer was made somewhere between the two page times.
 * @param {number} asked @param {number} answered @param {number} server @param {number} pace
 * @returns {Anchor} */
export function measured(asked, answered, server, pace) {
  return { at: (asked + answered) / 2, server, error: ((answered - asked) / 2) * pace };
}

/** The one of two anchors to trust at page time `at`: an old one has had time to drift.
 * @param {Anchor} older @param {Anchor} newer @param {number} at @returns {Anchor} */
export function better(older, newer, at) {
  const trust = (/** @type {Anchor} */ anchor) => anchor.error + (at - anchor.at) * DRIFT;
  return trust(newer) <= trust(older) ? newer : older;
}

/** Where the agenda is at server instant `now`: segments that advance hand over by themselves.
 *
 * The same arithmetic as the server's, so that a phone without a network turns on time too.
 * @param {Clock} clock @param {readonly Segment[]} agenda @param {number} now @returns {Phase} */
export function phase(clock, agenda, now) {
  const { state, index, segment, started_at, ends_at } = clock;
  if (state === 'paused') return { state, index, segment, started_at, ends_at, left: clock.remaining_ms };
  if (ends_at === null || (state !== 'running' && state !== 'overtime')) {
    return { state, index, segment, started_at, ends_at, left: null };
  }
  if (now < ends_at) return { state: 'running', index, segment, started_at, ends_at, left: ends_at - now };
  if (segment.at_end === 'hold') {
    return { state: 'overtime', index, segment, started_at, ends_at, left: ends_at - now };
  }
  const next = agenda[index + 1];
  if (!next) return { state: 'ended', index, segment, started_at: ends_at, ends_at: null, left: null };
  const begun = {
    state: /** @type {const} */ ('running'),
    index: index + 1,
    segment: next,
    started_at: ends_at,
    ends_at: ends_at + next.duration_ms,
    remaining_ms: null,
  };
  return phase(begun, agenda, now);
}

/** When segment `index` begins, if nobody interferes; null when that cannot be known (paused, or a
 * segment on the way that waits for the host).
 * @param {Phase} current @param {readonly Segment[]} agenda @param {number} index @returns {number | null} */
export function startOf(current, agenda, index) {
  if (index === current.index) return current.started_at;
  if (current.state !== 'running' || current.ends_at === null || index < current.index) return null;
  const between = agenda.slice(current.index, index);
  if (between.some((segment) => segment.at_end === 'hold')) return null;
  return between.slice(1).reduce((at, segment) => at + segment.duration_ms, current.ends_at);
}

/** While the clock is paused: how long after it goes on segment `index` begins, in ms; null where nobody
 * can know that, because a segment on the way waits for the host, or because no clock is paused.
 * @param {Phase} current @param {readonly Segment[]} agenda @param {number} index @returns {number | null} */
export function afterPause(current, agenda, index) {
  if (current.state !== 'paused' || current.left === null || index <= current.index) return null;
  const between = agenda.slice(current.index, index);
  if (between.some((segment) => segment.at_end === 'hold')) return null;
  return between.slice(1).reduce((sum, segment) => sum + segment.duration_ms, Math.max(0, current.left));
}

/** Green, amber or red: enough time, the last stretch, or time is up. Always shown with `words` too.
 * While people gather no time is up: nobody said for how long.
 * @param {Phase} current @returns {'go' | 'soon' | 'stop' | 'still'} */
export function tone(current) {
  if (current.left === null || current.state === 'paused' || current.segment.kind === 'gather') return 'still';
  if (current.left <= 0) return 'stop';
  return current.left <= lastStretch(current.segment) ? 'soon' : 'go';
}

/** How long before its end a segment's last stretch begins: a minute, or a third of a short one.
 * @param {Segment} segment */
export function lastStretch(segment) {
  return Math.min(LAST_STRETCH_MS, Math.floor(segment.duration_ms / 3));
}

/** `4:09`, `1:02:30`, and `+0:12` in overtime. Zero is only shown when nothing is left.
 * @param {number} left milliseconds */
export function digits(left) {
  const seconds = left > 0 ? Math.ceil(left / 1000) : Math.floor(-left / 1000);
  const pair = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const text = hours ? `${hours}:${pair(minutes)}:${pair(seconds % 60)}` : `${minutes}:${pair(seconds % 60)}`;
  return left < 0 ? `+${text}` : text;
}

/** How long, in milliseconds of the server's clock, until `digits` changes.
 * @param {number} left */
export function untilNextDigit(left) {
  return left > 0 ? left - (Math.ceil(left / 1000) - 1) * 1000 : 1000 - (-left % 1000);
}

/** `8 minutes`, `90 seconds`, `7½ minutes`: a length of time as it is said.
 * @param {number} ms */
export function spoken(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120 && seconds % 60) return `${seconds} second${seconds === 1 ? '' : 's'}`;
  const halves = Math.round(seconds / 30);
  const minutes = Math.floor(halves / 2);
  return `${minutes}${halves % 2 ? '½' : ''} minute${halves === 2 ? '' : 's'}`;
}

/** An instant as people here read it off the wall: `10:42`, `10:42 AM`.
 * @param {number} instant */
export function wallTime(instant) {
  return new Date(instant).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });
}

/** What is worth saying aloud between two looks at the clock, or null: each change once.
 * @param {Phase | null} before @param {Phase} after
 * @returns {'start' | 'minute' | 'half' | 'overtime' | 'paused' | 'resumed' | 'ended' | null} */
export function moment(before, after) {
  if (!before) return null;
  if (before.state !== after.state) {
    if (after.state === 'paused') return 'paused';
    if (after.state === 'ended') return 'ended';
    if (after.state === 'overtime') return 'overtime';
    if ((before.state === 'paused' || before.state === 'overtime') && before.index === after.index) return 'resumed';
  }
  if (before.index !== after.index || before.state === 'waiting') return after.state === 'waiting' ? null : 'start';
  if (after.state !== 'running' || before.left === null || after.left === null) return null;
  if (before.left > 30_000 && after.left <= 30_000) return 'half';
  return before.left > 60_000 && after.left <= 60_000 ? 'minute' : null;
}

/** Where a clock stands, for telling whether somebody else has moved it: that its time is up is no such move.
 * @param {{ state: string, index: number }} clock */
export function standsAt({ state, index }) {
  return [state === 'overtime' ? 'running' : state, index];
}
