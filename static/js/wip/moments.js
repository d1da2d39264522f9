/**
 * What is said aloud of a room's clock, once: a beginning, a minute left, thirty seconds, time up.
 *
 * @typedef {import('../types_wip.d.ts').PaperView} PaperView
 * @typedef {import('../clock.js').Phase} Phase
 * @typedef {NonNullable<ReturnType<typeof moment>>} Moment
 */

import { effect } from '@preact/signals-core';
import { moment, spoken } from '#js/clock.js';
import { say } from '#js/spoken.js';
import { kindWords, names, paperOf } from '#js/wip/words.js';

/** @param {Moment} what @param {Phase} current @param {readonly PaperView[]} papers */
export function momentWords(what, current, papers) {
  switch (what) {
    case 'start':
      return startWords(current, papers);
    case 'minute':
      return 'One minute left.';
    case 'half':
      return 'Thirty seconds left.';
    case 'overtime':
      return current.segment.kind === 'gather' ? 'People gather.' : 'Time is up.';
    case 'paused':
      return 'Paused. The clock waits.';
    case 'resumed':
      return `It goes on. ${current.left === null ? '' : `${spoken(current.left)} left.`}`;
    case 'ended':
      return 'The room is done. Thank you.';
  }
}

/** @param {Phase} current @param {readonly PaperView[]} papers */
function startWords({ segment }, papers) {
  const paper = paperOf(papers, segment);
  const length = segment.duration_ms ? ` ${spoken(segment.duration_ms)}.` : '';
  if (!paper) return `${segment.label}.${length}`;
  const whose = segment.kind === 'present' ? `, by ${names(paper.presenters)}` : '';
  return `${kindWords(segment)}: ${paper.title}${whose}.${length}`;
}

/** Follow a clock, and say what happens; `also` hears of each moment too.
 * @param {import('@preact/signals-core').Signal<Phase>} current @param {() => readonly PaperView[]} papers
 * @param {(what: Moment, before: Phase) => void} [also] */
export function speakMoments(current, papers, also) {
  let before = current.peek();
  effect(() => {
    const after = current.value;
    const what = moment(before, after);
    const was = before;
    before = after;
    if (!what) return;
    say(momentWords(what, after, papers()));
    also?.(what, was);
  });
}
