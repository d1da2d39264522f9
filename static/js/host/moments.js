/**
 * What the host's page says aloud, once: a beginning, a minute left, thirty seconds, time up.
 */
import { effect } from '@preact/signals';

import { moment } from '#js/clock.js';
import { segmentWords } from '#js/host/rounds_facts.js';
import { current } from '#js/host/store.js';
import { say } from '#js/spoken.js';

/** @typedef {import('../clock.js').Phase} Phase */

/** @type {Record<NonNullable<ReturnType<typeof moment>>, (now: Phase) => string>} */
const WORDS = {
  start: (now) => `${segmentWords(now.segment)}.`,
  minute: () => 'One minute left.',
  half: () => 'Thirty seconds left.',
  overtime: () => 'Time is up.',
  paused: () => 'Paused.',
  resumed: () => 'The clock runs again.',
  ended: () => 'The session has ended.',
};

/** Listen to the clock. */
export function speak() {
  let before = /** @type {Phase | null} */ (null);
  effect(() => {
    const now = current.value;
    const what = moment(before, now);
    before = now;
    if (what) say(WORDS[what](now));
  });
}
