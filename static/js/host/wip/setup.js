/**
 * Setting up: the rooms, the minutes, when, and the rules. Every change is saved at once.
 *
 * @typedef {import('../../types_wip.d.ts').WipSettings} WipSettings
 */
import { signal } from '@preact/signals';
import { html } from 'htm/preact';

import { once, undoIt } from '#js/host/acts.js';
import { Check, Choice, forgetFaults, NumberField, TextField, TimeField } from '#js/host/fields.js';
import { inTurn, pressNow } from '#js/host/orders.js';
import { done } from '#js/host/toasts.js';
import { counted } from '#js/host/words.js';
import { Feedback } from '#js/host/wip/feedback.js';
import { capacity } from '#js/host/wip/places.js';
import { RoomRules } from '#js/host/wip/rules.js';
import { rooms, view } from '#js/host/wip/store.js';

/** The setup tab. */
export function Setup() {
  return html`<div class="setup stack">
    <h2>Set up</h2>
    <${Fits} />
    <${Rooms} />
    <${Minutes} />
    <${Times} />
    <${Rules} />
    <${Feedback} />
    <${Doors} />
  </div>`;
}

/** @param {(now: WipSettings) => Partial<WipSettings> | null} change null if there is nothing to do any more
 * @param {string} said */
async function save(change, said) {
  const saved = await inTurn(async (now) => {
    const settings = change(now);
    return settings && pressNow('update_settings', { settings });
  });
  if (saved) done(said, undoIt);
}

/** How often something was taken out of a list: its fields are made anew then, as their places have moved up. */
const removals = signal(0);

/** Take a room or a block out, as it was drawn: by now it may be another that stands in its place.
 * @template T @param {'tracks' | 'blocks'} list @param {number} at @param {T} drawn @param {string} said */
async function remove(list, at, drawn, said) {
  await save((now) => {
    const there = /** @type {readonly unknown[]} */ (now[list]);
    if (JSON.stringify(there[at]) !== JSON.stringify(drawn)) return null;
    return { [list]: there.filter((_, other) => other !== at) };
  }, said);
  forgetFaults(list);
  removals.value += 1;
}

/** Whether the rooms and the time there is are enough for the papers. */
function Fits() {
  const { settings, papers } = view.value;
  const places = capacity(settings);
  const enough = places >= papers.length;
  return html`<p class=${`note ${enough ? 'go' : 'soon'}`} role="status">
    ${counted(settings.tracks.length, 'room has', 'rooms have')} place for ${counted(places, 'paper', 'papers')}.
    ${' '}${papers.length > 0 && (enough ? `There ${papers.length === 1 ? 'is' : 'are'} ${papers.length}.` : `There are ${papers.length}: add a room or time, or give each paper fewer minutes.`)}</p>`;
}

function Rooms() {
  const names = view.value.settings.tracks;
  const more = () => save(({ tracks }) => ({ tracks: [...tracks, freshName(tracks)] }), 'A room more.');
  return html`<section class="group">
    <h3>Rooms</h3>
    <div class="group-body">
      ${names.map((name, at) => html`<div class="room-line" key=${`${at}/${removals.value}`}>
        <${TextField} name=${`tracks.${at}`} label=${`Room ${at + 1}`} value=${name} hint=""
          make=${(/** @type {string} */ text, /** @type {WipSettings} */ { tracks }) => tracks.with(at, text)} />
        ${names.length > 1 && html`<button type="button" aria-label=${`Remove: ${name}`}
          onClick=${once(() => remove('tracks', at, name, `${name} is removed.`))}>Remove</button>`}
      </div>`)}
      <div><button type="button" onClick=${more}>Add a room</button></div>
    </div>
  </section>`;
}

/** @param {readonly string[]} names those there are */
function freshName(names) {
  let number = names.length + 1;
  while (names.includes(`Room ${number}`)) number += 1;
  return `Room ${number}`;
}

function Minutes() {
  const { present_minutes: present, comment_minutes: comments } = view.value.settings;
  return html`<section class="group">
    <h3>Each paper: ${counted(present + comments, 'minute', 'minutes')}</h3>
    <div class="group-body grid">
      <${NumberField} name="present_minutes" label="To present" unit="minutes" min=${1} max=${120} step="any" />
      <${NumberField} name="comment_minutes" label="For comments" unit="minutes" min=${0} max=${240} step="any" />
      <${NumberField} name="changeover_minutes" label="Between two papers" unit="minutes" min=${0} max=${240} step="any" />
      <${NumberField} name="close_minutes" label="To close" unit="minutes" min=${0} max=${240} step="any" />
      <${NumberField} name="discussants" label="Find for each paper" unit="discussants" min=${0} max=${5} />
    </div>
  </section>`;
}

/** When papers are presented: one stretch of time, or several. */
function Times() {
  const { blocks } = view.value.settings;
  const more = () =>
    save(({ blocks: now }) => ({ blocks: [...now, { day: now.at(-1)?.day ?? 1, starts: null, minutes: now.at(-1)?.minutes ?? 95 }] }), 'A block more.');
  return html`<section class="group">
    <h3>When</h3>
    <div class="group-body">
      ${blocks.map((_, at) => html`<${Block} key=${`${at}/${removals.value}`} at=${at} />`)}
      <div><button type="button" onClick=${more}>Add another block of time</button></div>
      <p class="hint">A block is a stretch without a long break, the same in every room: a morning, an afternoon, another day.</p>
    </div>
  </section>`;
}

/** @param {{ at: number }} props */
function Block({ at }) {
  const { blocks } = view.value.settings;
  const block = blocks[at];
  if (!block) return null;
  /** @param {WipSettings} settings @param {Partial<typeof block>} part */
  const changed = ({ blocks: now }, part) => now.with(at, { ...(now[at] ?? block), ...part });
  return html`<fieldset class="choice block">
    <legend>${blocks.length > 1 ? `Block ${at + 1}` : 'The session'}</legend>
    <div class="group-body grid">
      <${NumberField} name=${`blocks.${at}.day`} label="On day" unit="" min=${1} max=${31} value=${block.day}
        make=${(/** @type {number} */ day, /** @type {WipSettings} */ now) => changed(now, { day })} />
      <${TimeField} name=${`blocks.${at}.starts`} label="From, if you know" value=${block.starts}
        make=${(/** @type {number | null} */ starts, /** @type {WipSettings} */ now) => changed(now, { starts })} />
      <${NumberField} name=${`blocks.${at}.minutes`} label="For how long" unit="minutes" min=${10} max=${720} value=${block.minutes}
        make=${(/** @type {number} */ minutes, /** @type {WipSettings} */ now) => changed(now, { minutes })} />
    </div>
    ${blocks.length > 1 && html`<div><button type="button" onClick=${once(() => remove('blocks', at, block, 'A block less.'))}>Remove block ${at + 1}</button></div>`}
  </fieldset>`;
}

function Rules() {
  const { policy } = view.value.settings;
  const differ = rooms.value.some((room) => room.policy.unused !== policy.unused || room.policy.overrun !== policy.overrun);
  return html`<section class="group">
    <h3>When it does not go to plan</h3>
    <div class="group-body">
      <${Choice} name="policy.unused" value=${policy.unused} legend="Minutes that a presenter leaves"
        make=${(/** @type {string} */ unused, /** @type {WipSettings} */ now) => ({ ...now.policy, unused })}
        options=${[['comments', 'go to the comments on the same paper', ''], ['finish', 'let the room end earlier', '']]} />
      <${Choice} name="policy.overrun" value=${policy.overrun} legend="Minutes that a presenter takes too many"
        make=${(/** @type {string} */ overrun, /** @type {WipSettings} */ now) => ({ ...now.policy, overrun })}
        options=${[['comments', 'are taken from the comments on the same paper', 'The room still ends as planned.'], ['rest', 'move everything after them', 'The clock waits until somebody presses Next.']]} />
      ${rooms.value.length > 1 && html`<details class="own-rules" open=${differ}>
        <summary>Rules of single rooms</summary>
        <p class="hint">A change above makes all rooms alike again.</p>
        <${RoomRules} />
      </details>`}
      <p class="hint">Whoever facilitates a room can change its rules, too.</p>
    </div>
  </section>`;
}

function Doors() {
  const { session, walk_ins: open } = view.value;
  return html`<section class="group">
    <h3>The session</h3>
    <div class="group-body">
      <${TextField} name="title" label="Title" value=${session.title} hint="Everybody sees it" />
      <${Check} name="walk_ins" label="People who are not on the list may join" checked=${open} />
    </div>
  </section>`;
}
