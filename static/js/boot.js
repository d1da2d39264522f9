/**
 * What the server put into the page for the first render, and when it did.
 *
 * @typedef {import('./clock.js').Anchor} Anchor
 */

/** @template V @typedef {{session: string, audience: 'attendee' | 'facilitator' | 'host' | 'stage', view: V}} Boot */

/** The page's data.
 * @template V @returns {Boot<V>} */
export function readBoot() {
  return JSON.parse(document.getElementById('boot')?.textContent ?? '');
}

/** The server's clock as the page itself brought it: made between asking for the page and its first byte.
 * @param {number} server the page's `server_now` @param {number} pace @returns {Anchor} */
export function pageAnchor(server, pace) {
  const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  const asked = navigation?.requestStart ?? 0;
  const answered = navigation?.responseStart || performance.now();
  return { at: (asked + answered) / 2, server, error: ((answered - asked) / 2) * pace + 50 };
}
