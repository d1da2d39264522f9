/**
 * The journal of a works-in-progress session: the sentences that other sessions have no use for. Pure.
 *
 * @typedef {import('../story.js').Entry} Entry
 * @typedef {import('../story.js').NameOf} NameOf names people, papers and rooms
 */
import { tell } from '#js/host/story.js';
import { counted, lasting, listed } from '#js/host/words.js';

/** @type {Record<string, (entry: Entry, name: NameOf) => string>} */
const TELLERS = {
  ended: () => 'it was over.',
  hand_raised: (e, name) => `${named(e, name)} raised a hand.`,
  hand_lowered: (e, name) => `${named(e, name)} lowered the hand.`,
  called_on: (e, name) => `${named(e, name)} got the floor.`,
  finished_speaking: (e, name) => `${named(e, name)} had spoken for ${lasting(Number(e['spoken_ms']))}.`,
  queue_reordered: () => 'the hands were put in another order.',
  segment_skipped: (e, name) => `${e['paper'] ? name(String(e['paper'])) : e['label']} was left out.`,
  paper_moved: (e, name) => `${name(String(e['paper']))} was moved${whereto(e, name)}.`,
  segment_inserted: (e) => `“${e['label']}”, ${lasting(Number(e['duration_ms']))}, was put in.`,
  shortened: (e) => `what is to come was shortened by ${lasting(Number(e['by_ms']))}.`,
  presenter_messaged: (e) => (e['text'] ? `the presenter was told “${e['text']}”.` : 'the words to the presenter were taken away.'),
  policy_set: () => 'the rules for minutes were changed.',
  comment_written: (e, name) => `Somebody wrote to the presenters of ${name(String(e['paper']))}.`,
  room_entered: (e, name) => `${named(e, name)} came in.`,
  paper_added: (e) => `The paper “${e['title']}” was added.`,
  paper_updated: (e, name) => `${name(String(e['paper']))} was changed (${listed(words(e['fields']))}).`,
  paper_removed: (e) => `The paper “${e['title']}” was taken out.`,
  papers_imported: (e) => `A list of ${counted(Number(e['papers']), 'paper', 'papers')} was ${e['mode'] === 'replace' ? 'taken over instead of those there were' : 'added'}.`,
  order_proposed: (e) => `A running order was worked out${words(e['left_out']).length ? ', not every paper has a place in it' : ''}.`,
};

/** One sentence for an entry, after the room it is about. @param {Entry} entry @param {NameOf} name */
export function tellOfRooms(entry, name) {
  const teller = TELLERS[entry.type];
  const room = entry['track'] ? `${name(String(entry['track']))}: ` : '';
  return room + (teller ? teller(entry, name) : tell(entry, name, []));
}

/** @param {Entry} entry @param {NameOf} name */
function named(entry, name) {
  return name(String(entry['person']));
}

/** @param {Entry} entry @param {NameOf} name */
function whereto({ from_track: from, to_track: to }, name) {
  return from === to ? ` within ${name(String(to))}` : ` to ${name(String(to))}`;
}

/** @param {unknown} value */
function words(value) {
  return Array.isArray(value) ? value.map(String) : [];
}
