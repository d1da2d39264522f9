/**
 * The time there is and what fills it. Pure.
 *
 * @typedef {import('../types.d.ts').FlashSettings} FlashSettings
 * @typedef {{ rounds: number, round_minutes: number, brief_minutes: number, close_minutes: number, total_minutes: number }} Proposal
 */
import { counted } from '#js/host/words.js';

/** How long these settings take, in minutes.
 * @param {Pick<FlashSettings, 'rounds' | 'round_minutes' | 'move_seconds' | 'brief_minutes' | 'close_minutes'>} settings */
export function totalMinutes(settings) {
  const round = settings.round_minutes + settings.move_seconds / 60;
  return settings.brief_minutes + settings.rounds * round + settings.close_minutes;
}

/** Whether the settings already are what is proposed.
 * @param {FlashSettings} settings @param {Proposal} proposal */
export function agrees(settings, proposal) {
  return (
    settings.rounds === proposal.rounds &&
    settings.round_minutes === proposal.round_minutes &&
    settings.brief_minutes === proposal.brief_minutes &&
    settings.close_minutes === proposal.close_minutes
  );
}

/** For whom a proposal is made. @param {number} mentors @param {number} mentees */
export function forWords(mentors, mentees) {
  if (mentors + mentees === 0) return 'Nobody is on the list yet. By the time alone this fits:';
  const some = (/** @type {number} */ number, /** @type {string} */ one, /** @type {string} */ many) =>
    number === 0 ? `no ${many}` : counted(number, one, many);
  return `For ${some(mentors, 'mentor', 'mentors')} and ${some(mentees, 'mentee', 'mentees')} this fits:`;
}

/** Why there are no more rounds although there may be time; empty if the time is the reason.
 * @param {Proposal} proposal @param {number} mentors @param {number} mentees */
export function enoughWords({ rounds }, mentors, mentees) {
  const all = mentors > 0 && mentees > 0 && rounds >= Math.max(mentors, mentees);
  return all ? 'After that everybody has met everybody on the other side, so there are no more rounds than these.' : '';
}

/** `6 rounds of 8 minutes`.
 * @param {{ rounds: number, round_minutes: number }} plan */
export function roundsWords({ rounds, round_minutes: minutes }) {
  return `${counted(rounds, 'round', 'rounds')} of ${counted(minutes, 'minute', 'minutes')}`;
}

/** The rest of the hour: `5 minutes to welcome, 30 seconds to move each time, 4 to close`.
 * @param {{ brief_minutes: number, close_minutes: number }} plan @param {number} moveSeconds */
export function restWords({ brief_minutes: brief, close_minutes: close }, moveSeconds) {
  return [
    brief ? `${counted(brief, 'minute', 'minutes')} to welcome` : 'no welcome',
    moveSeconds ? `${counted(moveSeconds, 'second', 'seconds')} to move each time` : 'no time to move',
    close ? `${counted(close, 'minute', 'minutes')} to close` : 'no closing',
  ].join(', ');
}

/** Minutes as a host says them: whole ones plain, others to one decimal.
 * @param {number} minutes */
export function roughMinutes(minutes) {
  return counted(Math.round(minutes * 10) / 10, 'minute', 'minutes');
}
