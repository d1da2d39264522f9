/**
 * Commands of the facilitator, each decided on what the page shows; refusals come back as words.
 *
 * @typedef {import('../../types.d.ts').Answer} Answer
 * @typedef {import('../../types.d.ts').Failure} Failure
 * @typedef {Record<string, unknown>} Fields
 */

import { effect, signal } from '@preact/signals';
import { done, refused } from '#js/host/toasts.js';
import { basis } from '#js/wip/basis.js';
import { link, view } from '#js/wip/facilitator/store.js';

const STALE = 'stale_version';
const MOST_TRIES = 6;
const NEWER_VIEW_MS = 3_000;

/** Minutes add up: pressing twice means two of them. */
const ADDING = new Set(['extend']);

/** The presses that are not answered yet: another one on the same button does nothing. */
const underWay = signal(/** @type {ReadonlySet<string>} */ (new Set()));

/** @param {string} type @param {Fields} fields */
const keyOf = (type, fields) => `${type} ${JSON.stringify(fields)}`;

/** Whether this very command has been given and is not answered yet. @param {string} type @param {Fields} [fields] */
export function isUnderWay(type, fields = {}) {
  return underWay.value.has(keyOf(type, fields));
}

/** Give a command. Whether it was done; a refusal is said on the page, and so is `said` if it was.
 * @param {string} type @param {Fields} [fields] @param {string} [said] */
export async function press(type, fields = {}, said = '') {
  const key = keyOf(type, fields);
  if (underWay.peek().has(key) && !ADDING.has(type)) return false;
  underWay.value = new Set([...underWay.peek(), key]);
  try {
    return tell(await persistently(type, fields), said);
  } finally {
    underWay.value = new Set([...underWay.peek()].filter((other) => other !== key));
  }
}

/** @param {Answer | Failure} answer @param {string} said */
function tell(answer, said) {
  if ('error' in answer) {
    refused(answer.error.message);
    return false;
  }
  for (const warning of answer.warnings ?? []) refused(warning);
  if (said) done(said);
  return true;
}

/** Give a command again while only what it does not depend on has moved the version: hands, comments, other rooms.
 *
 * Where that goes on without a gap the last try carries no version. What it depends on stood a moment ago,
 * and nobody is to be locked out of their clock because many others are busy.
 * @param {string} type @param {Fields} fields @returns {Promise<Answer | Failure>} */
async function persistently(type, fields) {
  const seen = basis(type, view.peek());
  for (let tries = 1; ; tries += 1) {
    const guard = tries < MOST_TRIES ? { expected_version: view.peek().version } : {};
    const answer = await link.send({ type, ...fields, ...guard });
    if (!('error' in answer) || answer.error.code !== STALE) return answer;
    const newest = answer.error.current_version ?? view.peek().version + 1;
    await newerView(newest);
    if (view.peek().version < newest) return answer;
    if (basis(type, view.peek()) !== seen) return overtaken();
  }
}

/** Wait until the page has seen a version; a pulse or a view brings it, usually at once.
 * @param {number} version @returns {Promise<void>} */
function newerView(version) {
  return new Promise((resolve) => {
    const giveUp = setTimeout(finished, NEWER_VIEW_MS);
    const stop = effect(() => {
      if (view.value.version >= version) queueMicrotask(finished);
    });
    function finished() {
      clearTimeout(giveUp);
      stop();
      resolve();
    }
  });
}

/** @returns {Failure} */
function overtaken() {
  const message = 'Somebody else was quicker, so this was not done. Look at the page as it is now, and press again if you still want it.';
  return { error: { code: STALE, message, details: [] } };
}
