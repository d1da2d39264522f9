/**
 * What the phone of an attendee has to say right now, worked out from the view and the clocks. Pure.
 *
 * @typedef {import('../../types_wip.d.ts').WipAttendeeView} WipAttendeeView
 * @typedef {import('../../types_wip.d.ts').PaperView} PaperView
 * @typedef {import('../../types_wip.d.ts').MyPaper} MyPaper
 * @typedef {import('../../types_wip.d.ts').RoomView} RoomView
 * @typedef {import('../../clock.js').Phase} Phase
 *
 * @typedef {'ended' | 'gone' | 'away' | 'choosing' | 'waiting' | 'paper' | 'between'} SceneKind
 *
 * `paper` is on in the own room; `next` comes there after it. `duty` is the own paper that is next to be
 * presented or discussed, and `mine` what one does with the paper that is on.
 * @typedef {{kind: SceneKind, paper: PaperView | null, next: Upcoming | null, duty: Duty | null, mine: MyPaper['role'] | null}} Scene
 * @typedef {{paper: PaperView, at: number | null}} Upcoming
 * @typedef {{paper: PaperView, role: MyPaper['role'], room: {id: string, name: string}, at: number | null, elsewhere: boolean}} Duty
 */

import { comingPapers, paperOn, roomPhase } from '#js/wip/facts.js';

/** @param {WipAttendeeView} view @param {Phase} current @param {number} now @returns {Scene} */
export function scene(view, current, now) {
  const on = view.room ? paperOn(current) : null;
  const paper = known(view, on);
  const [first] = view.room ? comingPapers(current, view.agenda, now) : [];
  const next = known(view, first?.paper ?? null);
  return {
    kind: kindOf(view, current, paper, now),
    paper,
    next: next && first ? { paper: next, at: first.at } : null,
    duty: dutyOf(view, on, now),
    mine: view.mine.find((one) => one.paper === on)?.role ?? null,
  };
}

/** @param {WipAttendeeView} view @param {Phase} current @param {PaperView | null} paper @param {number} now
 * @returns {SceneKind} */
function kindOf(view, current, paper, now) {
  if (view.tracks.every((room) => roomPhase(room, now).state === 'ended')) return 'ended';
  if (view.me.attendance === 'gone') return 'gone';
  if (view.me.attendance === 'expected') return 'away';
  if (!view.room) return 'choosing';
  if (current.state === 'waiting') return 'waiting';
  return paper ? 'paper' : 'between';
}

/** The next paper of one's own, unless it is on in front of one.
 * @param {WipAttendeeView} view @param {string | null} on @param {number} now @returns {Duty | null} */
function dutyOf(view, on, now) {
  const duties = view.mine.flatMap(({ paper: id, role, room }) => {
    const paper = known(view, id);
    const at = room && whenOn(view, room.id, id, now);
    if (!paper || !room || at === undefined || id === on) return [];
    return [{ paper, role, room, at, elsewhere: room.id !== view.room?.id }];
  });
  return duties.toSorted((one, other) => (one.at ?? Infinity) - (other.at ?? Infinity))[0] ?? null;
}

/** When a paper is on in a room: at once if it is on already, null where that cannot be foreseen,
 * undefined if it has been. That is told by the clock, which moves on without a new view.
 * @param {WipAttendeeView} view @param {string} room @param {string} paper @param {number} now */
function whenOn(view, room, paper, now) {
  const track = view.tracks.find((one) => one.id === room);
  if (!track) return undefined;
  const current = roomPhase(track, now);
  if (paperOn(current) === paper) return now;
  return comingPapers(current, track.agenda, now).find((one) => one.paper === paper)?.at;
}

/** @param {WipAttendeeView} view @param {string | null} id */
function known(view, id) {
  return view.papers.find((paper) => paper.id === id) ?? null;
}

/** The own paper's comments, each with its paper. @param {WipAttendeeView} view */
export function received(view) {
  return view.comments.map((comment) => ({ ...comment, title: known(view, comment.paper)?.title ?? '' }));
}

/** Whether somebody may write to the presenters of a paper, and is not one of them.
 * @param {WipAttendeeView} view @param {string} paper */
export function mayWrite(view, paper) {
  return view.written !== 'off' && !view.mine.some((one) => one.paper === paper && one.role === 'presenter');
}
