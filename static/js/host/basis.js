/**
 * What a command was decided on. Pure.
 *
 * A command carries the version the host saw, and the server refuses it when the session has moved
 * on since. While three hundred people check in the version moves all the time, and a refusal
 * because somebody else arrived would only be in the way. So a refused command is given once more,
 * and only if what it was decided on still stands: a second click on Next, or another host's, does
 * not pass.
 *
 * @typedef {import('../types.d.ts').HostView} HostView
 */

const ABOUT_CLOCK = new Set(['start', 'pause', 'resume', 'advance', 'extend', 'end']);
const ABOUT_ROUNDS = new Set(['swap', 'replan']);
const ABOUT_ROOMS = new Set(['skip_segment', 'insert_segment', 'catch_up', 'move_paper', 'propose_order', 'update_paper', 'remove_paper']);
const ABOUT_PERSON = new Set(['check_in', 'check_out', 'update_person', 'remove_person']);

import { standsAt } from '#js/clock.js';
import { wipBasis } from '#js/host/wip/basis.js';

/** All that a command of this type depends on, as one string to compare.
 * @param {string} type @param {Record<string, unknown>} fields the command's own fields
 * @param {HostView} view */
export function basis(type, fields, view) {
  const clock = view.tracks ? wipBasis(type, fields, view) : standsAt(view.clock);
  if (ABOUT_CLOCK.has(type) || ABOUT_ROOMS.has(type)) return JSON.stringify(clock);
  if (type === 'undo') return JSON.stringify([...clock, view.undo]);
  if (ABOUT_ROUNDS.has(type)) return JSON.stringify([...clock, view.rounds]);
  if (ABOUT_PERSON.has(type)) return JSON.stringify([...clock, view.people.find((p) => p.id === fields.person)]);
  if (type === 'update_settings') return JSON.stringify(['title' in fields && view.session.title, settingsOf(fields, view)]);
  return '';
}

/** What the settings are that a command would change; others may have been changed a moment ago.
 * @param {Record<string, unknown>} fields @param {HostView} view */
function settingsOf({ settings }, view) {
  const wanted = Object.keys(settings ?? {});
  return Object.entries(view.settings).filter(([name]) => wanted.includes(name));
}
