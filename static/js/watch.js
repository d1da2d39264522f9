/**
 * Notices within five seconds that the server is not heard any more.
 *
 * While the page is seen it asks every few seconds; a hidden page asks nothing (its timers hardly
 * run), and asks at once when it is seen again, because phones kill sockets without a word.
 */

const ASK_MS = 2_800;
const SILENCE_MS = 4_200;
const HURRY_MS = 1_500;
const DEAD_MS = 3_000;

/**
 * @param {{ask: () => void, hurry: () => void, lost: (lastHeard: number) => void, dead: () => void}} does what to
 *   do: ask the server something, connect now rather than later, say that the server was last heard at a page
 *   time, and give the connection up
 */
export function openWatch({ ask, hurry, lost, dead }) {
  let lastHeard = performance.now();
  let due = Number.MAX_VALUE;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let silence;
  const asking = setInterval(() => document.hidden || ask(), ASK_MS);

  /** @param {number} ms @param {() => void} then */
  function wait(ms, then) {
    clearTimeout(silence);
    due = performance.now() + ms;
    silence = setTimeout(() => document.hidden || then(), ms);
  }

  function quiet() {
    lost(lastHeard);
    wait(DEAD_MS, giveUp);
  }

  function giveUp() {
    dead();
    wait(DEAD_MS, giveUp);
  }

  /** After a sleep, or on another network, a socket that does not answer soon is dead. */
  function wake() {
    if (document.hidden) return;
    hurry();
    ask();
    wait(HURRY_MS, () => {
      lost(lastHeard);
      giveUp();
    });
  }

  const stopped = new AbortController();
  const until = { signal: stopped.signal };
  document.addEventListener('visibilitychange', wake, until);
  document.addEventListener('resume', wake, until);
  window.addEventListener('pageshow', (event) => event.persisted && wake(), until);
  window.addEventListener('online', wake, until);
  window.addEventListener('offline', wake, until);
  /** @type {{connection?: EventTarget}} */ (navigator).connection?.addEventListener('change', wake, until);
  wait(SILENCE_MS, quiet);

  return {
    /** Something came from the server. */
    heard() {
      lastHeard = performance.now();
      wait(SILENCE_MS, quiet);
    },
    /** The connection broke: less patience, but never more than before. */
    broken() {
      if (performance.now() + HURRY_MS < due) wait(HURRY_MS, quiet);
    },
    /** There is nothing to listen for any more. */
    stop() {
      clearInterval(asking);
      clearTimeout(silence);
      stopped.abort();
    },
  };
}
