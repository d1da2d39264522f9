/**
 * How good the plan is, said in sentences with the proven bound beside what was reached. Pure.
 *
 * @typedef {import('../types.d.ts').Quality} Quality
 * @typedef {import('../types.d.ts').FlashSettings} FlashSettings
 */
import { counted, inWords, times } from '#js/host/words.js';

/** The plan's quality as sentences, the most telling first.
 * @param {Quality} quality
 * @param {FlashSettings['surplus']} surplus what people left over do
 * @param {number} asked how many requests there are on the roster
 * @returns {string[]} */
export function qualitySentences(quality, surplus, asked) {
  return [
    repeats(quality),
    ...avoided(quality),
    ...rests(quality, surplus),
    ...backToBack(quality),
    ...requests(quality, asked),
    ...score(quality),
  ];
}

/** @param {Quality} quality */
function repeats({ repeats: count }) {
  if (count === 0) return 'Nobody meets the same person twice.';
  return count === 1 ? 'One pair meets a second time.' : `${count} meetings are with somebody met before.`;
}

/** @param {Quality} quality */
function avoided({ avoided_met: count }) {
  return count === 0 ? [] : [`${counted(count, 'pair that should', 'pairs that should')} be kept apart meet.`];
}

/** @param {Quality} quality @param {FlashSettings['surplus']} surplus */
function rests({ sit_outs: { mentor, mentee } }, surplus) {
  if (mentor.max === 0 && mentee.max === 0) return ['Everybody has a partner in every round.'];
  return [...rest(mentee, 'mentee', 'mentor', surplus), ...rest(mentor, 'mentor', 'mentee', surplus)];
}

/** @param {{ min: number, max: number }} spread @param {string} side @param {string} other
 * @param {FlashSettings['surplus']} surplus */
function rest({ min, max }, side, other, surplus) {
  if (max === 0) return [];
  const often = min === max ? times(max) : min === 0 ? `at most ${times(max)}` : range(min, max);
  if (surplus !== 'peer') return [`Each ${side} rests ${often}.`];
  return [`Each ${side} is without a ${other} ${often}, and talks to another ${side} then where there is one.`];
}

/** @param {number} min @param {number} max */
function range(min, max) {
  if (min === 1 && max === 2) return 'once or twice';
  return max === min + 1 ? `${inWords(min)} or ${inWords(max)} times` : `${inWords(min)} to ${inWords(max)} times`;
}

/** @param {Quality} quality */
function backToBack({ back_to_back_sit_outs: count }) {
  if (count === 0) return [];
  const often = count === 1 ? 'Once,' : `In ${inWords(count)} cases`;
  return [`${often} somebody rests two rounds in a row.`];
}

/** @param {Quality} quality @param {number} asked */
function requests({ requests_met: met, requests_possible: possible }, asked) {
  if (asked === 0) return [];
  if (met === asked) return [asked === 1 ? 'The one request is met.' : `All ${asked} requests are met.`];
  const most = met >= possible ? `${possible} is the most possible` : `at most ${possible} would be possible`;
  return [`${met} of ${asked} requests are met; ${most}.`];
}

/** @param {Quality} quality */
function score({ score: reached, score_bound: bound, requests_met: met, requests_possible: possible }) {
  if (bound <= 0 || (reached >= bound && met < possible)) return [];
  if (reached >= bound) return ['It is proven that no plan for these people serves their wishes better.'];
  return [`Wishes and shared interests are served to ${Math.floor((100 * reached) / bound)} % of a bound no plan can pass.`];
}
