/**
 * Numbers, durations, times and lists as the host reads them. Pure.
 */

import { wallTime } from '#js/clock.js';
import { listed } from '#js/listing.js';

export { listed };

/** `1 person`, `3 people`: the number with the right word.
 * @param {number} count @param {string} one @param {string} many */
export function counted(count, one, many) {
  return `${count} ${count === 1 ? one : many}`;
}

/** `Ada, Grace and 3 more`: at most `most` words spelled out.
 * @param {readonly string[]} words @param {number} most */
export function listedShort(words, most) {
  return words.length <= most ? listed(words) : listed([...words.slice(0, most), `${words.length - most} more`]);
}

/** `8 minutes`, `30 seconds`, `2 minutes 30 seconds`: to the second, unlike what is said aloud.
 * @param {number} ms a duration, zero or more */
export function lasting(ms) {
  const seconds = Math.round(ms / 1000);
  const parts = [];
  if (seconds >= 60) parts.push(counted(Math.floor(seconds / 60), 'minute', 'minutes'));
  if (seconds % 60 || seconds === 0) parts.push(counted(seconds % 60, 'second', 'seconds'));
  return parts.join(' ');
}

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A small number as a word, a larger one in figures.
 * @param {number} count */
export function inWords(count) {
  return SMALL[count] ?? String(count);
}

/** `once`, `twice`, `three times`.
 * @param {number} count */
export function times(count) {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${inWords(count)} times`;
}

/** How the expected finish lies beside the planned one.
 * @param {number} expected @param {number | null} planned instants */
export function finishWords(expected, planned) {
  const at = `Ends about ${wallTime(expected)}`;
  if (planned === null) return at;
  const late = Math.round((expected - planned) / 60_000);
  if (late === 0) return `${at}, as planned`;
  return `${at}, ${counted(Math.abs(late), 'minute', 'minutes')} ${late > 0 ? 'later' : 'earlier'} than planned`;
}

const UNDONE = /** @type {Record<string, string>} */ ({
  start: 'the start',
  pause: 'the pause',
  resume: 'going on',
  advance: 'moving on',
  extend: 'the change of time',
  end: 'the end',
  add_person: 'adding somebody',
  update_person: 'the change to a person',
  remove_person: 'removing somebody',
  check_in: 'checking somebody in',
  check_out: '“Not here”',
  check_out_missing: '“Not here” for all',
  partner_missing: 'the report',
  swap: 'the swap',
  replan: 'the new plan',
  announce: 'the message',
  update_settings: 'the change of settings',
  import_roster: 'the import',
  join: 'somebody’s joining',
  erase_person: 'erasing somebody',
  add_paper: 'adding a paper',
  update_paper: 'the change to a paper',
  remove_paper: 'removing a paper',
  import_papers: 'the import',
  propose_order: 'the running order',
  move_paper: 'the move of a paper',
  skip_segment: 'the skipping',
  insert_segment: 'the break',
  catch_up: 'catching up',
  message_presenter: 'the message to a presenter',
  set_policy: 'the rule',
  enter_room: 'a change of room',
});

/** What Undo would take back, in the host's words.
 * @param {string} type the type of a command @param {number} [added] milliseconds that it added, where that is known */
export function undoWords(type, added = 0) {
  if (type === 'extend' && added) return `${added > 0 ? 'adding' : 'taking away'} ${lasting(Math.abs(added))}`;
  return UNDONE[type] ?? 'the last step';
}

/** Text for finding: no case, no accents, no doubled spaces.
 * @param {string} text */
export function folded(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
