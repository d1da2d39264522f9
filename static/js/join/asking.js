/**
 * Waits for the host's answer to somebody who wants to join under a name that is taken.
 */

import { ask } from '#js/http.js';

const EVERY_MS = 2_000;

/** Ask until the host has answered. Stops silently when `signal` says so.
 * @param {string} claim @param {AbortSignal} signal
 * @returns {Promise<{state: 'allowed', session: string} | {state: 'refused'} | {state: 'stopped'}>} */
export async function hostsAnswer(claim, signal) {
  while (!signal.aborted) {
    const answer = await ask(`/api/v1/join/claims/${encodeURIComponent(claim)}`);
    if (signal.aborted) break;
    if (answer.ok) {
      const body = /** @type {{state: 'waiting'} | {state: 'refused'} | {state: 'allowed', session: string}} */ (answer.body);
      if (body.state !== 'waiting') return body;
    } else if (answer.status === 404) return { state: 'refused' };
    await new Promise((wake) => setTimeout(wake, EVERY_MS));
  }
  return { state: 'stopped' };
}
