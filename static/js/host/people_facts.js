/**
 * Who is here, missing, late, gone, or has lost the connection; and finding people. Pure.
 *
 * @typedef {import('../types.d.ts').HostView} HostView
 * @typedef {import('../types.d.ts').HostPerson} HostPerson
 * @typedef {'connected' | 'lost' | 'no_phone' | 'missing' | 'gone'} Presence
 * @typedef {'all' | 'here' | 'missing' | 'late' | 'lost' | 'gone'} Filter
 */
import { folded } from '#js/host/words.js';

/** How a presence is said. */
export const PRESENCE_WORDS = /** @type {const} */ ({
  connected: 'connected',
  lost: 'phone not connected',
  no_phone: 'here, without a phone',
  missing: 'not here yet',
  gone: 'gone',
});

/** @type {readonly { key: Filter, label: string }[]} */
export const FILTERS = [
  { key: 'all', label: 'All' },
  { key: 'here', label: 'Here' },
  { key: 'missing', label: 'Missing' },
  { key: 'late', label: 'Came late' },
  { key: 'lost', label: 'Phone lost' },
  { key: 'gone', label: 'Gone' },
];

/** What the host should know of a person at a glance.
 * @param {HostPerson} person @param {ReadonlySet<string>} connected ids of who is connected
 * @returns {Presence} */
export function presenceOf(person, connected) {
  if (person.attendance === 'gone') return 'gone';
  if (person.attendance === 'expected') return 'missing';
  if (connected.has(person.id)) return 'connected';
  return person.joined ? 'lost' : 'no_phone';
}

/** As what somebody takes part: their side, or what they do with papers.
 * @param {HostPerson & { roles?: string[] }} person */
export function takesPartAs({ side, roles = [] }) {
  return side ?? roles.join(', ');
}

/** Ids of the people who are here now, but had no part in a round that has begun. Works in progress have no rounds.
 * @param {HostView} view */
export function lateOnes(view) {
  const begun = (view.rounds ?? []).filter((round) => round.state !== 'coming');
  const had = begun.map((round) => new Set([...round.pairings.flatMap((p) => p.people), ...round.sitting_out]));
  return new Set(
    view.people
      .filter((person) => person.attendance === 'here' && had.some((ids) => !ids.has(person.id)))
      .map((person) => person.id),
  );
}

/** Everybody in each filter, as ids.
 * @param {HostView} view @param {ReadonlySet<string>} connected
 * @returns {Record<Filter, Set<string>>} */
export function groups(view, connected) {
  const found = /** @type {Record<Filter, Set<string>>} */ ({
    all: new Set(),
    here: new Set(),
    missing: new Set(),
    late: lateOnes(view),
    lost: new Set(),
    gone: new Set(),
  });
  for (const person of view.people) {
    const presence = presenceOf(person, connected);
    found.all.add(person.id);
    if (person.attendance === 'here') found.here.add(person.id);
    if (presence === 'missing' || presence === 'lost' || presence === 'gone') found[presence].add(person.id);
  }
  return found;
}

/** People whose name, institution or email holds every word of `query`, names that begin with it first.
 * @param {readonly HostPerson[]} people @param {string} query */
export function matching(people, query) {
  const words = folded(query).split(' ').filter(Boolean);
  if (words.length === 0) return [...people];
  const hits = people.filter((person) => {
    const text = folded(`${person.name} ${person.institution} ${person.email}`);
    return words.every((word) => text.includes(word));
  });
  const first = words[0] ?? '';
  return hits.sort((a, b) => Number(folded(b.name).startsWith(first)) - Number(folded(a.name).startsWith(first)));
}

/** What stands for the name of somebody who was erased. */
const ERASED = 'somebody who was erased';

/** Those who were taken off the list and are still named: their ids and names, by name.
 * @param {Partial<Pick<HostView, 'former'>>} view sessions of works in progress have none
 */
export function formerOnes({ former = {} }) {
  return Object.entries(former)
    .filter(([, name]) => name !== ERASED)
    .map(([id, name]) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** A function that names people by id, those who were taken off the list too.
 * @param {Pick<HostView, 'people' | 'former'>} view @returns {(id: string) => string} */
export function namer({ people, former }) {
  const names = new Map([...Object.entries(former), ...people.map((person) => /** @type {const} */ ([person.id, person.name]))]);
  return (id) => names.get(id) ?? 'somebody';
}
