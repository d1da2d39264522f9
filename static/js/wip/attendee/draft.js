/**
 * What somebody is writing. It stays addressed to the paper it was begun for, whatever is on meanwhile, and
 * survives a reload in its tab; the browser forgets it with the tab.
 *
 * @typedef {{text: string, paper: string | null}} Draft
 */

import { effect, signal } from '@preact/signals-core';

/** @type {Draft} */
export const EMPTY = { text: '', paper: null };

/** The draft; `paper` is null as long as it is to whoever presents now. */
export const draft = signal(EMPTY);

/** Keep the draft under `key`, and take up what is there. @param {string} key */
export function keepDraft(key) {
  draft.value = load(key);
  effect(() => save(key, draft.value));
}

/** @param {string} key @returns {Draft} */
function load(key) {
  try {
    return { ...EMPTY, ...JSON.parse(sessionStorage.getItem(key) ?? '{}') };
  } catch {
    return EMPTY; // Nothing readable was kept: there is nothing to take up.
  }
}

/** @param {string} key @param {Draft} now */
function save(key, now) {
  try {
    if (now.text) sessionStorage.setItem(key, JSON.stringify(now));
    else sessionStorage.removeItem(key);
  } catch {
    // A browser that stores nothing keeps the draft for as long as the page is open.
  }
}
