/**
 * Keeps the best guess of the server's clock: measured where possible, mended after a sleep.
 *
 * @typedef {import('./clock.js').Anchor} Anchor
 */

import { better, measured, serverTime } from '#js/clock.js';

/** How long a message may have been on its way. */
const TOLD_ERROR_MS = 1_500;

/** A jump of the device's clock against page time that can only be a sleep. */
const SLEPT_MS = 1_000;

/** @param {Anchor} first @param {number} pace how much faster than real time the server's clock runs */
export function openTimekeeper(first, pace) {
  let anchor = first;
  let gap = Date.now() - performance.now();

  /** On some devices page time stands still while they sleep; the device's clock tells for how long.
   * Whether the page seems to have slept since the last look. */
  function slept() {
    const jump = Date.now() - performance.now() - gap;
    gap += jump;
    if (jump <= SLEPT_MS) return false;
    anchor = { ...anchor, server: anchor.server + jump * pace, error: Number.MAX_VALUE };
    return true;
  }

  return {
    /** The server's instant at a page time. @param {number} at */
    at: (at) => serverTime(anchor, at, pace),
    /** The server answered a question; across a sleep the answer says nothing.
     * @param {number} asked @param {number} answered @param {number} server */
    measured(asked, answered, server) {
      if (slept()) return;
      anchor = better(anchor, measured(asked, answered, server, pace), answered);
    },
    /** A message said what time it was when it left: it cannot be earlier than that, nor much later.
     * @param {number} server */
    told(server) {
      const at = performance.now();
      const said = { at, server, error: TOLD_ERROR_MS * pace };
      const isLate = server > serverTime(anchor, at, pace) + anchor.error;
      anchor = isLate ? said : better(anchor, said, at);
    },
    /** Look whether the page has been asleep. */
    look: slept,
  };
}
