/**
 * The question to the host that is open on this tab, so that a reload goes on waiting for its answer.
 *
 * @typedef {{claim: string, message: string, name: string}} Question
 */

/** @param {string} code of the session */
const key = (code) => `question ${code}`;

/** Keep it, or forget it with null.
 * @param {string} code @param {Question | null} question */
export function keep(code, question) {
  try {
    if (question) sessionStorage.setItem(key(code), JSON.stringify(question));
    else sessionStorage.removeItem(key(code));
  } catch {
    // A browser that keeps nothing (private, or forbidden) waits all the same, until the page goes.
  }
}

/** The one that is open. @param {string} code @returns {Question | null} */
export function kept(code) {
  try {
    return /** @type {Question | null} */ (JSON.parse(sessionStorage.getItem(key(code)) ?? 'null'));
  } catch {
    return null; // A browser that keeps nothing starts anew.
  }
}
