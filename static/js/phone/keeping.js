/**
 * Sees to it that a reload without a network works: the page's files, and its last view.
 *
 * @typedef {import('../kept.js').PhoneView} PhoneView
 * @typedef {import('../link.js').Link<any>} Link
 */

import { effect } from '@preact/signals-core';
import { forget, keep, tidy } from '#js/kept.js';

const EVERY_MS = 30_000;

/** Keep what the link knows, as long as there is something to come back to.
 * @param {Link} link */
export function keepForLater(link) {
  const save = () => void (isWorthKeeping(link) ? keep(now(link)) : forget(link.view.peek().session.id));
  effect(() => {
    void link.view.value;
    void link.contact.value;
    save();
  });
  setInterval(() => document.hidden || save(), EVERY_MS);
  document.addEventListener('visibilitychange', save);
  window.addEventListener('pagehide', save);
  void tidy();
  const files = () => void keepFiles(link.view.peek());
  if (document.readyState === 'complete') files();
  else window.addEventListener('load', files);
}

/** @param {Link} link */
function isWorthKeeping(link) {
  /** @type {PhoneView} */
  const { me, clock } = link.view.peek();
  return link.contact.peek().state !== 'closed' && me.attendance !== 'gone' && clock.state !== 'ended';
}

/** @param {Link} link @returns {import('../kept.js').KeptView} */
function now(link) {
  const contact = link.contact.peek();
  const server = link.now();
  return { view: link.view.peek(), server, at: Date.now(), heard: contact.state === 'offline' ? contact.since : server };
}

/** The page's empty frame, and every file that it names; the browser has most of them in hand already.
 * The service worker opens the page from these. @param {PhoneView} view */
async function keepFiles({ session }) {
  if (!('serviceWorker' in navigator)) return;
  const version = new URL(import.meta.url).pathname.split('/')[2];
  try {
    await navigator.serviceWorker.register(`/sw.js?v=${version}`);
    const files = await caches.open(`files-${version}`);
    const frame = `/frame/${session.id}`;
    if (await files.match(frame)) return;
    const answer = await fetch(`/offline/${session.format}`);
    if (!answer.ok) return;
    const named = [...(await answer.clone().text()).matchAll(/ (?:href|src)="(\/static\/[^"]+)"/g)];
    await files.addAll([...new Set(named.map(([, address]) => address ?? ''))]);
    await files.put(frame, answer);
  } catch {
    // The browser keeps nothing (as in a private window), or the network went: the page is opened with a network, then.
  }
}
