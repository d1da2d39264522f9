/**
 * Commands from this page. Every refusal comes back as words: `press` shows them at the foot of the
 * page, the others leave that to whoever asked.
 *
 * @typedef {import('../types.d.ts').Answer} Answer
 * @typedef {{ ok: true, answer: Answer }} Taken
 * @typedef {{ ok: false, code: string, message: string, details: { field: string, message: string }[] }} NotTaken
 * @typedef {any} Settings those of either format, as the view has them
 */
import { signal } from '@preact/signals';

import { basis } from '#js/host/basis.js';
import { catchUp, link, view } from '#js/host/store.js';
import { refused } from '#js/host/toasts.js';

const STALE = 'stale_version';
const MOST_TRIES = 3;
/** How long the view that follows a command is waited for, before it is asked for. */
const VIEW_MS = 1_000;

/** Commands that may have a plan drawn for everybody: with a thousand people that takes its time. */
const PLANNING = new Set(['start', 'replan', 'undo', 'propose_order']);
const PLANNING_MS = 120_000;
/** Commands that come out otherwise if a setting is saved before or after them. */
const AFTER_SAVING = new Set(['start', 'replan', 'propose_order', 'update_settings']);
/** Others may have the coming rounds mended. */
const OTHERS_MS = 30_000;

/** Types of the commands that have been given and are not answered yet. */
export const underWay = signal(/** @type {ReadonlySet<string>} */ (new Set()));

/** @type {Promise<unknown>} */
let saving = Promise.resolve();

/** Do something about the settings once what is being saved has been; it is done on top of that.
 * @template T @param {(settings: Settings) => Promise<T>} what @returns {Promise<T>} */
export function inTurn(what) {
  const mine = saving.then(() => what(view.peek().settings));
  saving = mine.catch(() => undefined);
  return mine;
}

/** Give a command, decided on what the page shows now; one that depends on the settings, once they are saved.
 * @param {string} type @param {Record<string, unknown>} [fields] its own fields
 * @returns {Promise<Taken | NotTaken>} */
export async function order(type, fields = {}) {
  return orderNow(type, fields, AFTER_SAVING.has(type) ? saving : undefined);
}

/** Give a command without waiting for what is being saved, but for `first`, if that is given.
 * @param {string} type @param {Record<string, unknown>} [fields] @param {Promise<unknown>} [first]
 * @returns {Promise<Taken | NotTaken>} */
export async function orderNow(type, fields = {}, first) {
  underWay.value = new Set([...underWay.value, type]);
  try {
    if (first) await first;
    return await persistently(type, fields);
  } finally {
    underWay.value = new Set([...underWay.value].filter((other) => other !== type));
  }
}

/** Give a command again while only what it does not depend on has moved the version.
 *
 * Where that goes on without a gap, as when hundreds come in at once, the last try carries no version: what
 * the command depends on stood a moment ago.
 * @param {string} type @param {Record<string, unknown>} fields @returns {Promise<Taken | NotTaken>} */
async function persistently(type, fields) {
  const seen = basis(type, fields, view.peek());
  for (let tries = 1; ; tries += 1) {
    const outcome = await orderAt(type, fields, tries < MOST_TRIES ? view.peek().version : null);
    if (outcome.ok || outcome.code !== STALE) return outcome;
    await catchUp();
    if (basis(type, fields, view.peek()) !== seen) return outcome;
  }
}

/** Give a command; a refusal becomes a message at the foot of the page.
 * @param {string} type @param {Record<string, unknown>} [fields] @returns {Promise<Answer | null>} */
export async function press(type, fields = {}) {
  return answerOf(await order(type, fields));
}

/** The same, without waiting for what is being saved. @param {string} type @param {Record<string, unknown>} fields */
export async function pressNow(type, fields) {
  return answerOf(await orderNow(type, fields));
}

/** @param {Taken | NotTaken} outcome @returns {Answer | null} */
function answerOf(outcome) {
  if (outcome.ok) return outcome.answer;
  refused(outcome.message);
  return null;
}

/** What a command would change, and the version at which that is so; nothing is done.
 * @param {string} type @param {Record<string, unknown>} fields
 * @returns {Promise<Taken & { at: number } | NotTaken>} */
export async function preview(type, fields) {
  for (let tries = 1; ; tries += 1) {
    const at = view.peek().version;
    const outcome = await give({ type, ...fields, preview: true, expected_version: at });
    if (outcome.ok) return { ...outcome, at };
    if (outcome.code !== STALE || tries === MOST_TRIES) return outcome;
    await catchUp();
  }
}

/** Give a command only if the session is still at the version `at`; whatever it is at, if that is null.
 * @param {string} type @param {Record<string, unknown>} fields @param {number | null} at */
export async function orderAt(type, fields, at) {
  const outcome = await give({ type, ...fields, ...(at === null ? {} : { expected_version: at }) });
  if (outcome.ok) await shownBy(outcome.answer.version);
  return outcome;
}

/** Wait until the page shows what a command has come to: the host's next one is decided on that.
 * @param {number} version */
async function shownBy(version) {
  /** @type {() => void} */
  let stop = () => {};
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, VIEW_MS);
    stop = view.subscribe((shown) => {
      if (shown.version < version) return;
      clearTimeout(timer);
      resolve(undefined);
    });
  });
  stop();
  if (view.peek().version < version) await catchUp();
}

/** @param {{ type: string, [field: string]: unknown }} wish @returns {Promise<Taken | NotTaken>} */
async function give(wish) {
  const answer = await link.send(wish, PLANNING.has(wish.type) ? PLANNING_MS : OTHERS_MS);
  if (!('error' in answer)) return { ok: true, answer };
  const { code, message, details } = answer.error;
  return { ok: false, code, message, details };
}
