/**
 * What to press next, and what the other buttons of the desk do. Pure.
 *
 * @typedef {import('../../types_wip.d.ts').FacilitatorView} FacilitatorView
 * @typedef {import('../../clock.js').Phase} Phase
 * @typedef {{type: string, label: string, fields?: Record<string, unknown>}} Act
 */

import { nextWords } from '#js/wip/words.js';

/** The one thing to do next, or null once the room has ended.
 * @param {FacilitatorView} view @param {Phase} current @returns {Act | null} */
export function mainAct(view, current) {
  const { state, segment } = current;
  if (state === 'ended') return null;
  if (state === 'waiting') return { type: 'start', label: `Start: ${nextWords(view.agenda[1], view.papers)}` };
  if (state === 'paused') return { type: 'resume', label: 'Go on' };
  return (segment.kind === 'comments' && state === 'running' && nextVoice(view)) || moveOn(view, current);
}

/** In the comments, whose turn is next is what matters. @param {FacilitatorView} view @returns {Act | null} */
function nextVoice(view) {
  const [first] = view.queue;
  if (first) {
    const label = view.speaking ? `Next voice: ${first.name}` : `Call on ${first.name}`;
    return { type: 'call_on', label, fields: { person: first.person } };
  }
  return view.speaking && { type: 'finish_speaking', label: `${view.speaking.name} has finished` };
}

/** Go on to the next part. @param {FacilitatorView} view @param {Phase} current @returns {Act} */
export function moveOn(view, current) {
  const next = view.agenda[current.index + 1];
  return { type: 'advance', label: next ? `Next: ${nextWords(next, view.papers)}` : 'Finish' };
}

const UNDONE = /** @type {Record<string, string>} */ ({
  start: 'the start',
  pause: 'the pause',
  resume: 'going on',
  advance: 'moving on',
  extend: 'the change of time',
  end: 'the end',
  raise_hand: 'the raised hand',
  lower_hand: 'the lowered hand',
  call_on: 'calling on somebody',
  finish_speaking: 'the end of a turn',
  reorder_queue: 'the new order of hands',
  skip_segment: 'the skipping',
  move_paper: 'the move of a paper',
  insert_segment: 'the break',
  catch_up: 'catching up',
  message_presenter: 'the message',
  set_policy: 'the rule',
});

/** What Undo would take back. @param {string} type the type of a command */
export function undoWords(type) {
  return UNDONE[type] ?? 'the last step';
}

/** Whom to put in front, so that a hand stands one place earlier (-1) or later (1); the rules order the rest.
 * @param {readonly string[]} people the queue as it is @param {number} at @param {-1 | 1} step */
export function reordered(people, at, step) {
  const others = people.filter((_, index) => index !== at);
  const moved = [...others.slice(0, at + step), people[at] ?? '', ...others.slice(at + step)];
  return moved.slice(0, step < 0 ? at : at + 1);
}
