/**
 * A page's link to the server: the newest view, the server's clock, whether anybody is heard, and taps.
 *
 * The page never waits for the link: it draws from the last view and the clock, and the link mends
 * itself. Versions only grow; after a gap the server sends one whole view, so nothing can be missed.
 *
 * @typedef {import('./types.d.ts').View} View
 * @typedef {import('./types.d.ts').Pulse} Pulse
 * @typedef {import('./types.d.ts').Presence} Presence
 * @typedef {import('./types.d.ts').Answer} Answer
 * @typedef {import('./types.d.ts').Failure} Failure
 * @typedef {import('./outbox.js').Command} Command
 * @typedef {{type: string, [field: string]: unknown}} Wish A command without its id.
 *
 * `since` is the server instant at which it was last heard; `closed` says why there is no way back.
 * @typedef {{state: 'online'} | {state: 'offline', since: number} | {state: 'closed', message: string}} Contact
 */

/** @template {View} V @typedef {ReturnType<typeof openLink<V>>} Link */

import { io } from 'socket.io-client';
import { signal } from '@preact/signals-core';
import { keptAnchor, pageAnchor } from '#js/boot.js';
import { newId } from '#js/ids.js';
import { withPulse } from '#js/pulse.js';
import { openOutbox } from '#js/outbox.js';
import { openTimekeeper } from '#js/timekeeper.js';
import { openWatch } from '#js/watch.js';

const MEASURES_ON_CONNECTING = 4;
const ANSWER_MS = 4_000;
const SEND_MS = 12_000;
const RETRY_MS = 2_000;
const HURRIED_MS = 1_000;
const PASSING = ['unavailable', 'rate_limited'];

/** Open the link of a page.
 * @template {View} V @param {import('./boot.js').Boot<V>} boot */
export function openLink(boot) {
  const view = signal(boot.view);
  const presence = signal(/** @type {Presence | null} */ (null));
  const { kept } = boot;
  const contact = signal(/** @type {Contact} */ (kept ? { state: 'offline', since: kept.heard } : { state: 'online' }));
  const refusal = signal(/** @type {string | null} */ (null));
  const outbox = openOutbox(`outbox:${boot.session}:${boot.audience}`);
  const waiting = signal(outbox.all());
  const answered = signal(/** @type {Command | null} */ (null));
  const { server_now, pace } = boot.view;
  const time = openTimekeeper(kept ? keptAnchor(kept, pace) : pageAnchor(server_now, pace), pace);
  const socket = io({
    path: '/socket.io',
    transports: ['websocket'],
    auth: { session: boot.session, audience: boot.audience },
    // Never much more than a second: whoever is back on the network is to be right within two.
    reconnectionDelay: 300,
    reconnectionDelayMax: 1_000,
    timeout: 5_000,
  });

  const watch = openWatch({
    ask: measure,
    hurry,
    lost: (at) => {
      if (contact.value.state === 'online') contact.value = { state: 'offline', since: time.at(at) };
    },
    // A socket that has been silent this long may be dead without a word, as on a phone that slept.
    dead: () => (socket.connected ? socket.io.engine.close() : socket.connect()),
  });

  let hurried = -HURRIED_MS;
  /** Something says that the network may be back: do not wait for the next try. */
  function hurry() {
    if (socket.connected || performance.now() - hurried < HURRIED_MS) return;
    hurried = performance.now();
    socket.disconnect().connect();
  }

  function heard() {
    watch.heard();
    if (contact.value.state !== 'online') contact.value = { state: 'online' };
  }

  /** Ask the server for its time; every answer is also a sign of life. */
  async function measure() {
    time.look();
    if (!socket.connected) return;
    const asked = performance.now();
    try {
      const answer = await socket.timeout(ANSWER_MS).emitWithAck('sync', { t0: asked });
      heard();
      if ('t1' in answer) time.measured(asked, performance.now(), answer.t1);
    } catch {
      // No answer in time: the watch has noticed, and says so on the page.
    }
  }

  /** @template {Pulse} M @param {(view: V, message: M) => V} merge @returns {(message: M) => void} */
  function taking(merge) {
    return (message) => {
      heard();
      time.told(message.server_now);
      if (message.version >= view.value.version) view.value = merge(view.value, message);
    };
  }

  let flushing = false;
  /** Send the taps that wait, oldest first, each until it is answered. */
  async function flush() {
    if (flushing || !socket.connected) return;
    flushing = true;
    try {
      for (let tap = outbox.all()[0]; tap; tap = outbox.all()[0]) settle(tap, await ask(tap));
    } catch {
      setTimeout(flush, RETRY_MS);
    } finally {
      flushing = false;
      waiting.value = outbox.all();
    }
  }

  /** @param {Command} tap @param {Answer | Failure} answer */
  function settle(tap, answer) {
    if ('error' in answer && PASSING.includes(answer.error.code)) throw new Error(answer.error.message);
    refusal.value = 'error' in answer ? answer.error.message : null;
    if (!('error' in answer)) answered.value = tap;
    outbox.remove(tap.id);
    waiting.value = outbox.all();
  }

  /** @param {Command} command @returns {Promise<Answer | Failure>} */
  async function ask(command) {
    const answer = await socket.timeout(ANSWER_MS).emitWithAck('command', command);
    heard();
    return answer;
  }

  socket.on('view', taking((_, /** @type {V} */ whole) => whole));
  socket.on('pulse', taking(withPulse));
  socket.on('presence', (/** @type {Presence} */ message) => {
    heard();
    presence.value = message;
  });
  socket.on('connect', async () => {
    heard();
    void flush();
    for (let count = 0; count < MEASURES_ON_CONNECTING; count += 1) await measure();
  });
  socket.on('disconnect', (reason) => {
    watch.broken();
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), RETRY_MS * Math.random());
  });
  socket.on('connect_error', (error) => {
    watch.broken();
    if (socket.active) return;
    const told = /** @type {{data?: Partial<Failure>}} */ (error).data?.error;
    if (told?.code === 'unauthorized' || told?.code === 'forbidden' || told?.code === 'not_found') {
      watch.stop();
      contact.value = { state: 'closed', message: told.message };
    } else setTimeout(() => socket.connect(), RETRY_MS * (1 + Math.random()));
  });

  return {
    /** The newest view. */
    view,
    /** Who is connected; only the host's page is told. */
    presence,
    /** Whether the server is heard. */
    contact,
    /** Why the last tap was refused, in words, or null. */
    refusal,
    /** Taps that the server has not answered yet. */
    waiting,
    /** The last tap that was carried out. */
    answered,
    /** The server's instant now. */
    now: () => time.at(performance.now()),
    /** Keep a tap and send it as soon as the server is there; it is applied once.
     * @param {Wish} wish */
    tap(wish) {
      outbox.add({ ...wish, id: newId() });
      waiting.value = outbox.all();
      refusal.value = null;
      void flush();
    },
    /** Send a command and hear the answer; a lost answer is asked for again, under the same id.
     *
     * `patience` is how long in milliseconds to wait for something that may take the server long; without
     * a connection it is given up sooner.
     * @param {Wish} wish @param {number} [patience] @returns {Promise<Answer | Failure>} */
    async send(wish, patience = SEND_MS) {
      const command = { ...wish, id: newId() };
      const asked = performance.now();
      while (performance.now() < asked + (socket.connected ? Math.max(patience, SEND_MS) : SEND_MS)) {
        try {
          return await ask(command);
        } catch {
          // Not answered: the connection may have gone in between, so ask once more.
        }
      }
      return unanswered();
    },
  };
}

/** @returns {Failure} */
function unanswered() {
  const message = 'The server did not answer, so it is not certain that this was done. Look at what the page shows and, if need be, press again.';
  return { error: { code: 'unavailable', message, details: [] } };
}
