/**
 * The service worker: opens the phone's page where there is no network.
 *
 * What it opens the page from, the page has put there: its files and its empty frame, in which there is
 * nothing of anybody (phone/keeping.js). What the page has kept beside them, its last view (kept.js), the
 * worker only takes away, when the server does not let this device in any more. One worker for each
 * version of the files, which its own address names.
 *
 * @typedef {import('./types_worker.d.ts').WorkerScope} WorkerScope
 */

const worker = /** @type {WorkerScope} */ (/** @type {unknown} */ (self));
const version = new URL(worker.location.href).searchParams.get('v') ?? '';

const FILES = `files-${version}`;
const VIEWS = 'kept-views';
const PHONE = /^\/s\/([\w-]+)\/me$/;

/** A network that does not answer for this long is none. */
const PATIENCE_MS = 4_000;
/** What a proxy says when the server behind it is away. */
const AWAY = [502, 503, 504];
const REFUSED = [401, 403, 404, 410];

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  const session = request.mode === 'navigate' ? PHONE.exec(pathname)?.[1] : undefined;
  if (session) event.respondWith(phone(event, session));
  else if (pathname.startsWith(`/static/${version}/`)) event.respondWith(file(request));
});

/** Put away what older versions kept, and look after the pages that are open already. */
async function takeOver() {
  for (const name of await caches.keys()) {
    if (name !== FILES && name !== VIEWS) await caches.delete(name);
  }
  await worker.clients.claim();
}

/** The phone's page from the server, or its frame when nobody answers.
 * @param {import('./types_worker.d.ts').FetchEvent} event @param {string} session */
async function phone(event, session) {
  const asked = fetch(event.request).then(async (answer) => {
    if (REFUSED.includes(answer.status)) await forget(session);
    return answer;
  });
  event.waitUntil(asked.catch(() => undefined));
  const answer = await Promise.race([asked.catch(() => null), patience()]);
  if (answer && !AWAY.includes(answer.status)) return answer;
  return (await kept(`/frame/${session}`)) ?? asked;
}

/** @returns {Promise<null>} */
function patience() {
  return new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
}

/** A file, which never changes under its address. @param {Request} request */
async function file(request) {
  return (await kept(request.url)) ?? fetch(request);
}

/** @param {string} address */
async function kept(address) {
  return (await caches.open(FILES)).match(address, { ignoreVary: true });
}

/** @param {string} session */
async function forget(session) {
  const views = await caches.open(VIEWS);
  for (const request of await views.keys()) {
    if (new URL(request.url).pathname.startsWith(`/kept/${session}/`)) await views.delete(request);
  }
}
