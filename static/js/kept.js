/**
 * The last view of a phone, kept on the device, so that a reload without a network shows it at once.
 *
 * One for each session, under the person it is of; nothing that lets anybody in is among it. It goes
 * when somebody else joins from this device, when the person leaves, when the session is over, when the
 * server refuses the device (the service worker sees to that too), and after half a day. Only https
 * and localhost give a page where to keep it; elsewhere nothing is kept.
 *
 * @typedef {import('./types.d.ts').AttendeeView | import('./types_wip.d.ts').WipAttendeeView} PhoneView
 * @typedef {import('./boot.js').Kept & {view: PhoneView}} KeptView
 */

const SHELF = 'kept-views';
const MOST_MS = 12 * 3_600_000;

/** One after the other: what is forgotten must not be kept again by somebody slower. */
let queue = Promise.resolve();

/** @param {(shelf: Cache) => Promise<unknown>} job */
function inTurn(job) {
  if (!('caches' in window)) return queue;
  queue = queue.then(async () => {
    try {
      await job(await caches.open(SHELF));
    } catch {
      // A browser that keeps nothing (private, or full) still shows everything while it is connected.
    }
  });
  return queue;
}

/** @param {string} session */
const folder = (session) => `/kept/${session}/`;

/** Keep a view, and no other of its session.
 * @param {KeptView} kept */
export function keep(kept) {
  const { session, me } = kept.view;
  return inTurn(async (shelf) => {
    const address = new URL(folder(session.id) + encodeURIComponent(me.id), location.origin);
    await shelf.put(address, new Response(JSON.stringify(kept), { headers: { 'Content-Type': 'application/json' } }));
    await removeAll(shelf, (path) => path.startsWith(folder(session.id)) && path !== address.pathname);
  });
}

/** Keep nothing of a session any more. @param {string} session */
export function forget(session) {
  return inTurn((shelf) => removeAll(shelf, (path) => path.startsWith(folder(session))));
}

/** What is kept of a session, if it is not too old. @param {string} session
 * @returns {Promise<KeptView | null>} */
export async function recall(session) {
  /** @type {KeptView | null} */
  let found = null;
  await inTurn(async (shelf) => {
    const [request] = (await shelf.keys()).filter(({ url }) => new URL(url).pathname.startsWith(folder(session)));
    const answer = request && (await shelf.match(request));
    found = answer ? await answer.json() : null;
  });
  return found && isFresh(found) ? found : null;
}

/** Throw away what nobody came back to. */
export function tidy() {
  return inTurn(async (shelf) => {
    for (const request of await shelf.keys()) {
      const kept = await (await shelf.match(request))?.json();
      if (!kept || !isFresh(kept)) await shelf.delete(request);
    }
  });
}

/** @param {KeptView} kept */
function isFresh({ at }) {
  return Math.abs(Date.now() - at) < MOST_MS;
}

/** @param {Cache} shelf @param {(path: string) => boolean} which */
async function removeAll(shelf, which) {
  for (const request of await shelf.keys()) {
    if (which(new URL(request.url).pathname)) await shelf.delete(request);
  }
}
