/**
 * Taps that the server has not answered yet. They survive a reload and a dead network, and go out
 * with the id they were made with, so that the server applies each once however often it is sent.
 *
 * @typedef {{id: string, type: string, [field: string]: unknown}} Command
 */

/** @param {string} key where in localStorage this session's taps are kept */
export function openOutbox(key) {
  /** @type {Command[]} */
  let waiting = load(key);
  const change = (/** @type {Command[]} */ commands) => {
    waiting = commands;
    save(key, waiting);
  };
  return {
    /** What is waiting, oldest first. */
    all: () => waiting,
    /** @param {Command} command */
    add: (command) => change([...waiting, command]),
    /** @param {string} id */
    remove: (id) => change(waiting.filter((command) => command.id !== id)),
  };
}

/** @param {string} key @returns {Command[]} */
function load(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return []; // Nothing readable was kept: there is nothing to send.
  }
}

/** @param {string} key @param {Command[]} commands */
function save(key, commands) {
  try {
    if (commands.length) localStorage.setItem(key, JSON.stringify(commands));
    else localStorage.removeItem(key);
  } catch {
    // A browser that stores nothing keeps the tap for as long as the page is open.
  }
}
