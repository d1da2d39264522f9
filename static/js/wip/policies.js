/**
 * The rules for minutes that do not go to plan, in words: for the host, and for who facilitates a room.
 *
 * @typedef {import('../types_wip.d.ts').Policy} Policy
 */

/** @type {readonly { rule: keyof Policy, label: string, options: readonly (readonly [string, string])[] }[]} */
export const RULES = [
  {
    rule: 'unused',
    label: 'Minutes a presenter leaves',
    options: [
      ['comments', 'go to the comments'],
      ['finish', 'let the room end earlier'],
    ],
  },
  {
    rule: 'overrun',
    label: 'Minutes a presenter takes too many',
    options: [
      ['comments', 'are taken from the comments'],
      ['rest', 'move everything after them'],
    ],
  },
];
