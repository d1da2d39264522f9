/**
 * Finds names on the list while somebody types.
 *
 * @typedef {{person: string, name: string, institution: string, joined: boolean}} Found
 */

import { ask } from '#js/http.js';

const PAUSE_MS = 120;
const FEWEST = 3;

/** Look for what is typed into `field`, and hand on what was found (nothing, for too few letters).
 * @param {HTMLInputElement} field @param {string} code @param {(people: Found[], typed: string) => void} show */
export function findNames(field, code, show) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  const look = async () => {
    const typed = field.value.trim();
    if (!isEnough(typed)) return show([], '');
    const query = new URLSearchParams({ code, q: typed });
    const answer = await ask(`/api/v1/join/names?${query}`);
    // An answer to what was typed before is of no use any more.
    if (answer.ok && field.value.trim() === typed) {
      show(/** @type {{people: Found[]}} */ (answer.body).people, typed);
    }
  };
  field.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(look, PAUSE_MS);
  });
  return look;
}

/** Where a letter is a word, one is enough. @param {string} typed */
function isEnough(typed) {
  return typed.length >= FEWEST || /[^\u0000-\u007f]/.test(typed);
}
