/**
 * What the host's page knows, as signals: each part of the page is drawn again only when what it
 * reads has changed, however many people are on the list.
 *
 * @typedef {import('../types.d.ts').HostView} HostView
 * @typedef {import('./people_facts.js').Filter} Filter
 * @typedef {'setup' | 'rooms' | 'order' | 'papers' | 'rules' | 'people' | 'rounds' | 'share' | 'story'} Tab
 */
import { computed, effect, signal } from '@preact/signals';

import { readBoot } from '#js/boot.js';
import { phase } from '#js/clock.js';
import { ask } from '#js/http.js';
import { openLink } from '#js/link.js';
import { groups, namer } from '#js/host/people_facts.js';
import { allNames, wholeState } from '#js/host/wip/whole.js';
import { roundAt } from '#js/host/rounds_facts.js';

const BEAT_MS = 200;

/** What a host prepares with: once the session has begun, the rooms are what matters. */
const PREPARING = /** @type {Tab[]} */ (['setup', 'papers', 'order']);

const boot = /** @type {import('../boot.js').Boot<HostView>} */ (readBoot());

/** The way to the server. */
export const link = openLink(boot);

/** Where this session is under the HTTP interface. */
export const path = `/api/v1/sessions/${boot.session}`;

/** Whether this session is of works in progress: rooms and papers instead of rounds. */
export const isWip = boot.view.session.format === 'wip';

/** The newest view. */
export const view = link.view;

/** Who is connected, ids gathered up about once a second. */
export const presence = computed(() => link.presence.value ?? { people: [], hosts: 1, stages: 0 });
export const connected = computed(() => new Set(presence.value.people));

/** The server's instant, some times a second. */
export const beat = signal(link.now());

/** The server's instant, to the second: for words that name a time of day. */
export const second = computed(() => Math.floor(beat.value / 1000) * 1000);

/** Where the agenda is at this very moment. Changes with every beat; the three below only when they differ. */
export const current = computed(() => phase(view.value.clock, view.value.agenda, beat.value));
export const clockState = computed(() => wholeState(view.value, beat.value) ?? current.value.state);
export const segmentIndex = computed(() => current.value.index);
export const roundNumber = computed(() => roundAt(view.value.agenda, segmentIndex.value));

/** Types of the commands that make sense now. */
export const allowed = computed(() => new Set(view.value.allowed));

export const peopleById = computed(() => new Map(view.value.people.map((person) => [person.id, person])));
export const nameOf = computed(() => (isWip ? allNames(view.value) : namer(view.value)));
export const grouped = computed(() => groups(view.value, connected.value));

/** Which people are listed, and which part of the page is open. */
export const filter = signal(/** @type {Filter} */ ('all'));
export const tab = signal(firstTab());

/** Let the clock run on this page, and open the part that matters when the session begins or ends. */
export function run() {
  setInterval(() => {
    beat.value = link.now();
  }, BEAT_MS);
  let before = clockState.peek();
  effect(() => {
    const state = clockState.value;
    if (before === 'waiting' && state !== 'waiting' && PREPARING.includes(tab.peek())) tab.value = 'rooms';
    if (before !== 'ended' && state === 'ended') tab.value = afterwards();
    before = state;
  });
}

/** Get the newest view when a message may not have come yet. */
export async function catchUp() {
  const answer = await ask(path);
  const newest = /** @type {HostView} */ (answer.body);
  if (answer.ok && newest.version >= view.peek().version) view.value = newest;
}

/** @returns {Tab} */
function firstTab() {
  const { state } = boot.view.clock;
  const now = wholeState(boot.view, link.now()) ?? state;
  return now === 'waiting' ? 'setup' : now === 'ended' ? afterwards() : 'rooms';
}

/** What is looked at once all is over. @returns {Tab} */
function afterwards() {
  return isWip ? 'order' : 'rounds';
}
