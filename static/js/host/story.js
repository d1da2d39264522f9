/**
 * The journal as a story: one sentence for each thing that happened. Pure.
 *
 * @typedef {{ version: number, at: number, by: string, type: string, [field: string]: unknown }} Entry
 * @typedef {(id: string) => string} NameOf
 * @typedef {import('../types.d.ts').Segment} Segment
 */
import { segmentWords } from '#js/host/rounds_facts.js';
import { counted, lasting, listed, listedShort, undoWords } from '#js/host/words.js';

/** @typedef {(entry: Entry, name: NameOf, agenda: readonly Segment[]) => string} Teller */

const ARRIVALS = ['joined', 'checked_in'];
const NAMED = 5;

/** @type {Record<string, Teller>} */
const TELLERS = {
  session_created: (e) => `The session “${e.title}” was set up.`,
  segment_started: (e, _, agenda) => `${began(e, agenda)}.`,
  arrived: (e, name) => `${listedShort(strings(e['people']).map(name), NAMED)} arrived.`,
  time_up: (e) => `${e.label}: the time was up.`,
  caught_up: (e) =>
    `The server was away when ${counted(Number(e.segments), 'step', 'steps')} came due, and made up for it ${lasting(Number(e.late_ms))} later.`,
  paused: (e) => `The clock was paused with ${lasting(Math.max(0, Number(e.remaining_ms)))} left.`,
  resumed: () => 'The clock went on.',
  extended: (e) => extended(Number(e['by_ms'])),
  ended: () => 'The session ended.',
  undone: (e) => `Undone: ${undoWords(String(e.command))}.`,
  person_added: (e) => `${e.name} ${e.walk_in ? 'walked in and was' : 'was'} put on the list.`,
  person_updated: (e, name) => `What is known of ${name(String(e.person))} changed (${listed(strings(e.fields))}).`,
  person_removed: (e, name) => `${name(String(e.person))} was taken off the list.`,
  person_erased: () => 'Somebody was erased for good.',
  checked_in: (e, name) => `${name(String(e.person))} is here.`,
  checked_out: (e, name) => `${name(String(e.person))} is not here.`,
  missing_checked_out: (e, name) =>
    `${counted(strings(e['people']).length, 'person who had not come is', 'people who had not come are')} not here: ${listedShort(strings(e['people']).map(name), NAMED)}.`,
  joined: (e, name) => `${name(String(e.person))} joined with a phone.`,
  claim_asked: (e, name) => `Another device asked to join as ${name(String(e.person))}.`,
  claim_answered: (e, name) =>
    `The other device of ${name(String(e.person))} was ${e.allowed ? 'let in' : 'turned away'}.`,
  roster_imported: (e) =>
    `A list of ${counted(Number(e.people), 'person', 'people')} ${e.mode === 'replace' ? 'replaced the roster' : 'was added'}.`,
  settings_updated: (e) => `Settings changed: ${listed(strings(e.fields).map((field) => field.replaceAll('_', ' ')))}.`,
  planned: (e) => planned(e),
  swapped: (e, name) => `${listed(strings(e.people).map(name))} changed places in round ${e.round}.`,
  left_alone: (e, name) => `${name(String(e.person))} waited in vain, and rests in round ${e.round}.`,
  put_together: (e, name) => `${listed(strings(e.people).map(name))} were put together in round ${e.round} (${e.room}).`,
  announced: (e) => (e.text ? `Message to everybody: “${e.text}”` : 'The message was taken away.'),
};

/** One sentence for an entry of the journal; an unknown type is shown by its own name.
 * @param {Entry} entry @param {NameOf} name @param {readonly Segment[]} agenda @returns {string} */
export function tell(entry, name, agenda) {
  const teller = TELLERS[entry.type];
  return teller ? teller(entry, name, agenda) : `${entry.type.replaceAll('_', ' ')}.`;
}

/** Who did it, where that is not said by the sentence itself.
 * @param {Entry} entry @param {NameOf} name */
export function author({ by, type, person }, name) {
  if (by === person || type === 'comment_written') return '';
  if (type === 'arrived' || ARRIVALS.includes(type) || type.startsWith('claim') || type === 'caught_up') return '';
  if (by === 'server') return type === 'person_added' ? 'at the door' : 'by itself';
  if (by === 'host' || by === 'operator' || by.startsWith('facilitator')) return `by the ${by.split(':')[0]}`;
  return `by ${name(by)}`;
}

/** The same entries, with people who arrived one after the other within a minute in one of type `arrived`.
 * @param {readonly Entry[]} entries @returns {Entry[]} */
export function gathered(entries) {
  /** @type {Entry[]} */
  const told = [];
  for (const entry of entries) {
    const last = told.at(-1);
    if (!arrives(entry)) told.push(entry);
    else if (last?.type === 'arrived' && minuteOf(last) === minuteOf(entry)) {
      last['people'] = [...new Set([...strings(last['people']), String(entry['person'])])];
    } else told.push({ ...entry, type: 'arrived', people: [entry['person']] });
  }
  return told;
}

/** A person's own arrival, not the host's checking somebody in. @param {Entry} entry */
function arrives({ type, by }) {
  return ARRIVALS.includes(type) && by !== 'host';
}

/** @param {Entry} entry */
function minuteOf({ at }) {
  return Math.floor(at / 60_000);
}

/** @param {number} by milliseconds */
function extended(by) {
  const done = by < 0 ? 'taken away' : 'added';
  return Math.abs(by) === 60_000 ? `A minute was ${done}.` : `${lasting(Math.abs(by))} were ${done}.`;
}

/** @param {Entry} entry @param {readonly Segment[]} agenda */
function began(entry, agenda) {
  const segment = agenda[Number(entry['index'])];
  return segment && segment.label === entry['label'] ? segmentWords(segment) : `${entry['label']} began`;
}

/** @param {Entry} entry */
function planned(entry) {
  const rounds = counted(Number(entry.rounds), 'round', 'rounds');
  if (!entry.repaired) return `A plan for ${rounds} was drawn.`;
  return `The plan was mended: ${counted(Number(entry.changes), 'change', 'changes')} in the coming rounds.`;
}

/** @param {unknown} value */
function strings(value) {
  return Array.isArray(value) ? value.map(String) : [];
}
