/**
 * What the server put into the page for the first render, and when it did.
 *
 * @typedef {import('./clock.js').Anchor} Anchor
 */

/** `kept` is set when the view is not fresh from the server but was kept on the device.
 * @template V @typedef {{session: string, audience: 'attendee' | 'facilitator' | 'host' | 'stage', view: V, kept?: Kept}} Boot */

/** When the device's own clock showed `at`, the server's showed `server`; it was last heard at `heard`, its time.
 * @typedef {{server: number, at: number, heard: number}} Kept */

/** The page's data.
 * @template V @returns {Boot<V>} */
export function readBoot() {
  return JSON.parse(document.getElementById('boot')?.textContent ?? '');
}

/** The server's clock as the page itself brought it: made between asking for the page and its first byte.
 * @param {number} server the page's `server_now` @param {number} pace @returns {Anchor} */
export function pageAnchor(server, pace) {
  const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  // With a service worker in between, its waking up and its own asking come before what counts as the request.
  const asked = (navigation?.workerStart ? navigation.fetchStart : navigation?.requestStart) ?? 0;
  const answered = navigation?.responseStart || performance.now();
  return { at: (asked + answered) / 2, server, error: ((answered - asked) / 2) * pace + 50 };
}

/** The server's clock as this device remembers it: right unless somebody has set the device's clock since.
 * @param {Kept} kept @param {number} pace @returns {Anchor} */
export function keptAnchor({ server, at }, pace) {
  return { at: performance.now(), server: server + (Date.now() - at) * pace, error: Number.MAX_VALUE };
}
