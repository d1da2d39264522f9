/**
 * A works-in-progress session as a whole, from its rooms. Pure.
 *
 * @typedef {import('../../types.d.ts').ClockState} ClockState
 * @typedef {import('../../types_wip.d.ts').WipHostView} WipHostView
 */
import { phase } from '#js/clock.js';

/** From what somebody looks at first to what they look at last, as the server has it. */
const STATES = /** @type {const} */ (['running', 'overtime', 'paused', 'waiting']);

/** Where the whole session is: it waits while every room does, and is over when all are. Null where it has no rooms.
 * @param {object} view @param {number} now @returns {ClockState | null} */
export function wholeState(view, now) {
  const { tracks } = /** @type {Partial<WipHostView>} */ (view);
  if (!tracks) return null;
  const states = new Set(tracks.map((room) => phase(room.clock, room.agenda, now).state));
  const [only] = states;
  if (states.size === 1 && only) return only;
  return STATES.find((state) => states.has(state)) ?? 'ended';
}

/** A function that names people, rooms and papers by id.
 * @param {object} view @returns {(id: string) => string} */
export function allNames(view) {
  const { people, tracks, papers } = /** @type {WipHostView} */ (view);
  const names = new Map([
    ...people.map(({ id, name }) => /** @type {const} */ ([id, name])),
    ...tracks.map(({ id, name }) => /** @type {const} */ ([id, name])),
    ...papers.map(({ id, title }) => /** @type {const} */ ([id, `“${title}”`])),
  ]);
  return (id) => names.get(id) ?? 'somebody';
}
