/** Takes the token out of the link (where no server and no history keeps it), and goes on. */

import { post } from '#js/http.js';
import { forget } from '#js/kept.js';

const words = /** @type {HTMLElement} */ (document.getElementById('enter-words'));
const title = /** @type {HTMLElement} */ (document.getElementById('enter-title'));
const again = /** @type {HTMLElement} */ (document.getElementById('enter-again'));
const token = new URLSearchParams(location.hash.slice(1)).get('token');

/** @param {string} headline @param {string} message */
function say(headline, message) {
  title.textContent = headline;
  words.textContent = message;
}

async function enter() {
  again.hidden = true;
  const answer = await post('/enter', { token });
  if (answer.ok) {
    const { next } = /** @type {{next: string}} */ (answer.body);
    const session = /^\/s\/([\w-]+)\/me$/.exec(next)?.[1];
    if (session) await forget(session); // Whoever used this device before may have been somebody else.
    location.replace(next);
    return;
  }
  say('This link does not let you in', answer.body.error.message);
  // A link that was refused stays refused; a network or a server that was away comes back.
  again.hidden = answer.status !== 0 && answer.status < 500 && answer.status !== 429;
}

history.replaceState(null, '', location.pathname);
again.querySelector('button')?.addEventListener('click', enter);
if (token) void enter();
else say('This link is not whole', 'Open the whole link that you were given, to its very end, or ask for it again.');
