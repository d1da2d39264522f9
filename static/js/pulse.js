/**
 * A pulse on top of a view: only clocks moved. Pure.
 *
 * @typedef {import('./types.d.ts').View} View
 * @typedef {import('./types.d.ts').Pulse} Pulse
 */

/** The view with its clocks as the pulse says; a room keeps everything but its clock.
 * @template {View} V @param {V} view @param {Pulse} pulse @returns {V} */
export function withPulse(view, pulse) {
  const { tracks, ...own } = pulse;
  if (!tracks || !view.tracks) return { ...view, ...own };
  const clocks = new Map(tracks.map((room) => [room.id, room.clock]));
  const rooms = view.tracks.map((room) => ({ ...room, clock: clocks.get(room.id) ?? room.clock }));
  return { ...view, ...own, tracks: rooms };
}
