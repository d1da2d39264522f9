/**
 * The operator's list of sessions: opens one as its host.
 */
import { post } from '#js/http.js';

for (const time of document.querySelectorAll('time[data-at]')) {
  const at = Number(/** @type {HTMLElement} */ (time).dataset['at']);
  time.textContent = new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}

for (const button of document.querySelectorAll('button[data-host]')) {
  button.addEventListener('click', () => openAsHost(String(/** @type {HTMLElement} */ (button).dataset['host'])));
}

/** Ask for a fresh link of the host's, and go there. @param {string} session its id */
async function openAsHost(session) {
  const answer = await /** @type {typeof post<{ url: string }>} */ (post)(`/api/v1/sessions/${session}/links`, { audience: 'host' });
  // Whoever opens it here has come by this address, and gets on by it; the link names the one for others.
  if (answer.ok) location.assign(`/enter${new URL(answer.body.url).hash}`);
  else say(answer.body.error.message);
}

/** @param {string} words */
function say(words) {
  const note = document.createElement('p');
  note.className = 'note stop';
  note.textContent = words;
  document.getElementById('says')?.replaceChildren(note);
}
