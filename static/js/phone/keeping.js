/**
 * Sees to it that a reload without a network works: the page's files, and its last view.
 *
 * @typedef {import('../types.d.ts').AttendeeView} AttendeeView
 */

import { effect } from '@preact/signals-core';
import { forget, keep, tidy } from '#js/kept.js';

const EVERY_MS = 30_000;

/** Keep what the link knows, as long as there is something to come back to.
 * @param {import('../link.js').Link<AttendeeView>} link */
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
  if (document.readyState === 'complete') keepFiles();
  else window.addEventListener('load', keepFiles);
}

/** @param {import('../link.js').Link<AttendeeView>} link */
function isWorthKeeping(link) {
  const { me, clock } = link.view.peek();
  return link.contact.peek().state !== 'closed' && me.attendance !== 'gone' && clock.state !== 'ended';
}

/** @param {import('../link.js').Link<AttendeeView>} link @returns {import('../kept.js').KeptView} */
function now(link) {
  const contact = link.contact.peek();
  const server = link.now();
  return { view: link.view.peek(), server, at: Date.now(), heard: contact.state === 'offline' ? contact.since : server };
}

/** The service worker keeps the files of exactly this version of the pages. */
function keepFiles() {
  const version = new URL(import.meta.url).pathname.split('/')[2];
  navigator.serviceWorker?.register(`/sw.js?v=${version}`).catch(() => {
    // The browser does not want one (as in a private window): the page needs the network to be opened, that is all.
  });
}
