/**
 * A room's agenda as blocks of papers and breaks, and where a paper goes when it is moved. Pure.
 *
 * @typedef {import('../../types_wip.d.ts').WipSegment} WipSegment
 * @typedef {import('../../types_wip.d.ts').WipSettings} WipSettings
 * @typedef {{ paper: string | null, label: string, index: number, minutes: number, day: number, at: number | null }} Unit
 *   a paper or a break: where in the agenda it begins, how many minutes after its block does, and at what time of day
 *   if that is planned
 * @typedef {{ index: number, paper: string }} Gap
 * @typedef {{ before: string | null, block: number }} Place before which paper, or as the last one of a block
 */

const MINUTE_MS = 60_000;

/** The papers and breaks of every block of an agenda.
 * @param {readonly WipSegment[]} agenda @param {WipSettings['blocks']} blocks @returns {Unit[][]} */
export function blocksOf(agenda, blocks) {
  /** @type {Unit[][]} */
  const found = [];
  let passed = 0;
  for (const [index, segment] of agenda.entries()) {
    if (segment.kind === 'gather') {
      found.push([]);
      passed = 0;
    } else if (segment.kind === 'present' || segment.kind === 'break') {
      const block = blocks[found.length - 1];
      const at = block?.starts == null ? null : block.starts + passed;
      found.at(-1)?.push({ paper: segment.paper, label: segment.label, index, minutes: passed, day: block?.day ?? 1, at });
    }
    passed += segment.duration_ms / MINUTE_MS;
  }
  return found;
}

/** Where a paper goes that is moved a step earlier (-1) or later (1); null where there is no way.
 *
 * `first` is the first index of the agenda that can still change.
 * @param {readonly Unit[][]} blocks @param {string} paper @param {-1 | 1} step @param {number} first
 * @returns {Place | null} */
export function neighbour(blocks, paper, step, first) {
  const order = blocks.map((block) => block.filter((unit) => unit.paper !== null));
  const block = order.findIndex((units) => units.some((unit) => unit.paper === paper));
  const units = order[block] ?? [];
  const at = units.findIndex((unit) => unit.paper === paper);
  if (step < 0) {
    const before = units[at - 1];
    if (before) return before.index >= first ? { before: before.paper, block: block + 1 } : null;
    return block > 0 && lastIndex(order[block - 1]) >= first ? { before: null, block } : null;
  }
  if (units[at + 1]) return { before: units[at + 2]?.paper ?? null, block: block + 1 };
  return block + 1 < blocks.length ? { before: order[block + 1]?.[0]?.paper ?? null, block: block + 2 } : null;
}

/** Where a break can be put in, and before which paper it then comes: before each that is still to come,
 * and before the changeover to it.
 * @param {readonly WipSegment[]} agenda @param {number} at where the clock stands @returns {Gap[]} */
export function gapsOf(agenda, at) {
  return agenda.flatMap(({ kind, paper }, index) => {
    if (kind !== 'present' || paper === null || index <= at) return [];
    const changing = agenda[index - 1]?.kind === 'changeover' && index - 1 > at;
    return { index: changing ? index - 1 : index, paper };
  });
}

/** Where a break can be put in at the same place of several rooms: before which paper of each, counted from 1.
 * @param {readonly (readonly Gap[])[]} rooms the gaps of each room before its start
 * @returns {{ index: number, place: number }[]} */
export function commonGaps(rooms) {
  const longest = rooms.reduce((most, gaps) => (gaps.length > most.length ? gaps : most), []);
  return longest.flatMap(({ index }, at) => {
    const there = rooms.filter((gaps) => gaps[at]);
    return there.length > 1 && there.every((gaps) => gaps[at]?.index === index) ? { index, place: at + 1 } : [];
  });
}

/** How many papers find a place in all rooms together.
 * @param {WipSettings} settings */
export function capacity({ blocks, tracks, present_minutes, comment_minutes, changeover_minutes: between, close_minutes }) {
  const slot = present_minutes + comment_minutes + between;
  const inOneRoom = blocks.reduce((sum, { minutes }) => sum + Math.max(0, Math.floor((minutes - close_minutes + between) / slot)), 0);
  return inOneRoom * tracks.length;
}

/** Where a block's last paper begins. @param {readonly Unit[] | undefined} units */
function lastIndex(units) {
  return units?.at(-1)?.index ?? Number.MAX_SAFE_INTEGER;
}
