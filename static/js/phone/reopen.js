/**
 * The phone's page opened without a network: goes on from the view that this device has kept.
 */

import { recall } from '#js/kept.js';

const EVERY_MS = 3_000;

const session = /^\/s\/([\w-]+)\/me$/.exec(location.pathname)?.[1] ?? '';
const kept = await recall(session);

if (kept) {
  const boot = /** @type {HTMLElement} */ (document.getElementById('boot'));
  boot.textContent = JSON.stringify({ session, audience: 'attendee', view: kept.view, kept });
  await import('#js/phone.js');
} else {
  const words = /** @type {HTMLElement} */ (document.getElementById('nothing-kept'));
  words.hidden = false;
  words.querySelector('button')?.addEventListener('click', () => location.reload());
  window.addEventListener('online', look);
  setInterval(look, EVERY_MS);
}

/** Go on as soon as the server is there: a device believes itself on the network a little too early. */
async function look() {
  try {
    await fetch('/healthz');
    location.reload();
  } catch {
    // Not yet: the page says so already.
  }
}
