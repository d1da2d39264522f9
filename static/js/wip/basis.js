/**
 * What a facilitator's command was decided on. Pure.
 *
 * Every command carries the version that was seen. Hands go up all the time and move the version, so a
 * refused command is given again, unless what it was decided on has changed: then a second press, or
 * the host's, came first.
 *
 * @typedef {import('../types_wip.d.ts').FacilitatorView} FacilitatorView
 */

import { standsAt } from '#js/clock.js';

const ABOUT_CLOCK = new Set(['start', 'pause', 'resume', 'advance', 'extend', 'end', 'skip_segment', 'catch_up', 'insert_segment', 'move_paper']);
const ABOUT_FLOOR = new Set(['call_on', 'finish_speaking']);

/** All that a command of this type depends on, as one string to compare.
 * @param {string} type @param {FacilitatorView} view */
export function basis(type, view) {
  const clock = [...standsAt(view.clock), view.agenda.map((segment) => segment.paper)];
  if (ABOUT_CLOCK.has(type)) return JSON.stringify(clock);
  if (ABOUT_FLOOR.has(type)) return JSON.stringify([view.clock.segment.paper, view.speaker]);
  if (type === 'undo') return JSON.stringify([...clock, view.undo]);
  if (type === 'reorder_queue') return JSON.stringify(view.queue.map((hand) => hand.person));
  return '';
}
