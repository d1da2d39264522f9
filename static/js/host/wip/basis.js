/**
 * What a host's command about rooms and papers was decided on. Pure.
 *
 * @typedef {import('../../types_wip.d.ts').WipHostView} WipHostView
 */

import { standsAt } from '#js/clock.js';

/** What the command depends on: the rooms it is about, each with its clock and its order, and its paper.
 * @param {string} type @param {Record<string, unknown>} fields @param {object} view */
export function wipBasis(type, fields, view) {
  const { tracks, papers } = /** @type {WipHostView} */ (view);
  const about = tracks.filter((room) => fields['track'] === room.id || fields['track'] === 'all' || type === 'move_paper');
  const clocks = about.map(({ clock, agenda, undo }) => [
    ...standsAt(clock),
    agenda.map((segment) => segment.paper),
    type === 'undo' && undo,
  ]);
  const own = type === 'propose_order' ? papers : papers.filter((paper) => paper.id === fields['paper']);
  return [clocks, own];
}
