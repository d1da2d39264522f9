/** Typing the code: a wrong one is said beside the field at once, and stays there to be mended. */

import { ask } from '#js/http.js';
import { faultOf, tidyCode } from '#js/join/code.js';

const form = /** @type {HTMLFormElement} */ (document.getElementById('code-form'));
const field = /** @type {HTMLInputElement} */ (document.getElementById('code'));
const fault = /** @type {HTMLElement} */ (document.getElementById('code-fault'));

/** @param {string} words */
function say(words) {
  fault.textContent = words;
  field.setAttribute('aria-invalid', String(words !== ''));
  if (words) field.focus();
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const code = tidyCode(field.value);
  say(faultOf(code));
  if (fault.textContent) return;
  const answer = await ask(`/api/v1/join/session?code=${encodeURIComponent(code)}`);
  if (answer.ok) location.assign(`/j/${code}`);
  else say(answer.body.error.message);
});

field.addEventListener('input', () => say(''));
