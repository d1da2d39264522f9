/**
 * What the host's page of a works-in-progress session knows, beside what every host's page does.
 *
 * @typedef {import('../../types_wip.d.ts').WipHostView} WipHostView
 * @typedef {import('../../types_wip.d.ts').HostRoom} HostRoom
 * @typedef {HostRoom & { now: import('../../clock.js').Phase }} RoomNow a room, and where its clock is
 */
import { computed, signal } from '@preact/signals';

import { phase } from '#js/clock.js';
import { beat, clockState, link, view as anyView } from '#js/host/store.js';

/** Every room at once, as commands name it. */
export const EVERY = 'all';

/** The newest view. */
export const view = /** @type {import('@preact/signals').Signal<WipHostView>} */ (/** @type {unknown} */ (anyView));

/** The rooms, each where its clock is at this very moment. */
export const rooms = computed(() => view.value.tracks.map((room) => ({ ...room, now: phase(room.clock, room.agenda, beat.value) })));

export const papersById = computed(() => new Map(view.value.papers.map((paper) => [paper.id, paper])));

/** How many pages of facilitators a room has open; null while that is not known. A room that is newer than the
 * last news of who is connected has none. @param {string} room */
export function facilitatorsOf(room) {
  const there = link.presence.value?.facilitators;
  return there ? (there[room] ?? 0) : null;
}

const picked = signal(EVERY);

/** What the desk steers: a room's id, or every room. A session of one room has nothing to choose, nor one that is over. */
export const chosen = computed(() => {
  const [first, second] = view.value.tracks;
  if (first && !second) return first.id;
  if (clockState.value === 'ended') return EVERY;
  return view.value.tracks.some((room) => room.id === picked.value) ? picked.value : EVERY;
});

/** The room on the desk, or null where it is every room. */
export const chosenRoom = computed(() => rooms.value.find((room) => room.id === chosen.value) ?? null);

/** Put a room, or every room, on the desk. @param {string} room */
export function choose(room) {
  picked.value = room;
}

/** What the last proposal of a running order could not do, in sentences. */
export const unfit = signal(/** @type {readonly string[]} */ ([]));
