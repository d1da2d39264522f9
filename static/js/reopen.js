/**
 * A phone's page opened without a network: goes on from the view that this device has kept.
 */

import { recall } from '#js/kept.js';

const EVERY_MS = 3_000;

/** Start the page from what is kept; without anything, wait for the network.
 * @param {() => Promise<unknown>} start imports the page's script */
export async function reopen(start) {
  const session = /^\/s\/([\w-]+)\/me$/.exec(location.pathname)?.[1] ?? '';
  const kept = await recall(session);
  if (!kept) return wait();
  const boot = /** @type {HTMLElement} */ (document.getElementById('boot'));
  boot.textContent = JSON.stringify({ session, audience: 'attendee', view: kept.view, kept });
  return start();
}

function wait() {
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
