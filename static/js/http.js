/**
 * Asking the server over HTTP. Every failure comes back as words for a person, a dead network too.
 *
 * @typedef {import('./types.d.ts').Failure} Failure
 */

/** Ask, and get the answer or a failure; `status` is 0 when nobody answered.
 * @template T
 * @param {string} path @param {RequestInit} [request]
 * @returns {Promise<{ok: true, status: number, body: T} | {ok: false, status: number, body: Failure}>} */
export async function ask(path, request = {}) {
  const headers = { 'X-Requested-With': 'page', ...request.headers };
  try {
    const answer = await fetch(path, { ...request, headers });
    const body = await answer.json();
    return { ok: answer.ok, status: answer.status, body };
  } catch {
    const message = 'No answer. Look whether this device is on the network, and try again.';
    return { ok: false, status: 0, body: { error: { code: 'unavailable', message, details: [] } } };
  }
}

/** Ask with a JSON body, by POST.
 * @template T @param {string} path @param {unknown} body */
export function post(path, body) {
  const headers = { 'Content-Type': 'application/json' };
  return /** @type {ReturnType<typeof ask<T>>} */ (ask(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}
