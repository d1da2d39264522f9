/**
 * What comes next in a room, or in every room at once. Pure.
 *
 * @typedef {import('../../clock.js').Phase} Phase
 * @typedef {{ now: Phase }} At a room, and where its clock is
 * @typedef {{ type: string, label: string, said: string }} Act
 */

const ONE = /** @type {Record<string, Act>} */ ({
  waiting: { type: 'start', label: 'Start', said: 'has started' },
  gathering: { type: 'advance', label: 'Start', said: 'goes on' },
  running: { type: 'pause', label: 'Pause', said: 'is paused' },
  paused: { type: 'resume', label: 'Go on', said: 'goes on' },
  overtime: { type: 'advance', label: 'Next', said: 'has moved on' },
});

const EVERYBODY = /** @type {Record<string, Act>} */ ({
  waiting: { type: 'start', label: 'Everybody starts now', said: 'Everybody has started.' },
  gathering: { type: 'advance', label: 'Everybody starts now', said: 'Everybody goes on.' },
  running: { type: 'pause', label: 'Everybody pauses', said: 'The clock stands still in every room that was running.' },
  paused: { type: 'resume', label: 'Everybody goes on', said: 'The clock runs again in every room.' },
  overtime: { type: 'advance', label: 'Everybody moves on', said: 'Every room has moved on.' },
});

const ORDER = /** @type {const} */ (['waiting', 'running', 'paused', 'gathering', 'overtime']);

/** Where a room stands; people who gather again between two blocks are no overtime. @param {At} room */
export function standing({ now }) {
  return now.segment.kind === 'gather' && now.state === 'overtime' ? 'gathering' : now.state;
}

/** The one thing to do next in a room, or null once it has ended. @param {At} room */
export function actOf(room) {
  return ONE[standing(room)] ?? null;
}

/** The one thing to do next in all rooms, or null once they have ended: who waits comes first.
 *
 * Rooms that gather again are only started together while none is in the middle of something.
 * @param {readonly At[]} rooms */
export function actOfAll(rooms) {
  const standings = new Set(rooms.map(standing));
  const first = ORDER.find((one) => standings.has(one));
  const act = first === undefined ? null : (EVERYBODY[first] ?? null);
  const others = rooms.filter((room) => standing(room) !== 'waiting');
  return first === 'waiting' && others.length > 0 ? { ...ONE_OF_MANY, said: 'Those rooms have started too.' } : act;
}

const ONE_OF_MANY = { type: 'start', label: 'Start the other rooms' };
