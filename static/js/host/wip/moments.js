/**
 * What the page says aloud of its rooms, once: of the room on the desk all that matters, of the others
 * only that their time is up or that they are done.
 */
import { effect } from '@preact/signals';

import { moment } from '#js/clock.js';
import { chosen, rooms, view } from '#js/host/wip/store.js';
import { say } from '#js/spoken.js';
import { momentWords } from '#js/wip/moments.js';

/** @typedef {import('../../clock.js').Phase} Phase */

const OF_OTHERS = ['overtime', 'ended'];

/** Listen to the clocks. */
export function speak() {
  const before = /** @type {Map<string, Phase>} */ (new Map());
  effect(() => {
    const said = rooms.value.flatMap(({ id, name, now }) => {
      const what = moment(before.get(id) ?? null, now);
      before.set(id, now);
      if (!what || (chosen.peek() !== id && !OF_OTHERS.includes(what))) return [];
      return `${name}: ${momentWords(what, now, papers())}`;
    });
    if (said.length > 0) say(said.join(' '));
  });
}

/** The papers as the words for moments want them: people by name. */
function papers() {
  const { people, papers: all } = view.peek();
  const named = (/** @type {string[]} */ ids) =>
    people.filter(({ id }) => ids.includes(id)).map(({ name, institution }) => ({ name, institution }));
  return all.map((paper) => ({ ...paper, presenters: named(paper.presenters), discussants: named(paper.discussants) }));
}
