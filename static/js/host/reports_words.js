/**
 * What a report of a missing partner says. Pure.
 *
 * @typedef {import('../types.d.ts').HostRound} HostRound
 * @typedef {import('../types.d.ts').HostView['reports'][number]} Report
 * @typedef {HostRound['pairings'][number]} Pairing
 */
import { listed } from '#js/host/words.js';

/** The meeting somebody has in the round that is on; null if they rest.
 * @param {readonly HostRound[]} rounds @param {string} id @returns {Pairing | null} */
export function meetingNow(rounds, id) {
  const running = rounds.find((round) => round.state === 'running');
  return running?.pairings.find((pairing) => pairing.people.includes(id)) ?? null;
}

/** What is known of those who are missed although they have come. @param {readonly string[]} names */
export function hereWords(names) {
  if (names.length === 0) return '';
  return ` By your list ${listed(names)} ${names.length === 1 ? 'is' : 'are'} here, perhaps at another table.`;
}

/** Who waited for whom, and what has become of it.
 * @param {Report} report @param {readonly string[]} missing those who are missed still
 * @param {Pairing | null} now where who waited is meanwhile @param {(id: string) => string} name */
export function waitingWords({ person, missing: missed }, missing, now, name) {
  const who = listed(missing.map(name));
  const are = missing.length === 1 ? 'is' : 'are';
  const waits = `${name(person)} waits for ${who}, who ${are} not there.`;
  if (now === null) return `${waits} Nobody else is free, so ${name(person)} rests in this round.`;
  const others = now.people.filter((id) => id !== person && !missed.includes(id));
  if (others.length === 0) return waits;
  return `${name(person)} waited for ${who}, who ${are} not there, and talks with ${listed(others.map(name))} now (${now.room}).`;
}
