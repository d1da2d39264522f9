/**
 * What a room does with minutes that do not go to plan: the same everywhere, or each room its own way.
 *
 * @typedef {import('../../types_wip.d.ts').Policy} Policy
 * @typedef {import('./store.js').RoomNow} RoomNow
 */
import { html } from 'htm/preact';

import { undoIt } from '#js/host/acts.js';
import { press } from '#js/host/orders.js';
import { nameOf } from '#js/host/store.js';
import { done } from '#js/host/toasts.js';
import { EVERY, rooms } from '#js/host/wip/store.js';
import { RULES } from '#js/wip/policies.js';

/** The rules of every room that goes on, and of all of them at once. */
export function RoomRules() {
  const open = rooms.value.filter((room) => room.now.state !== 'ended');
  return html`<div class="rules">
    ${open.length > 1 && html`<${Line} track=${EVERY} name="Every room" policies=${open.map((room) => room.policy)} />`}
    ${open.map((room) => html`<${Line} key=${room.id} track=${room.id} name=${room.name} policies=${[room.policy]} />`)}
  </div>`;
}

/** @param {{ track: string, name: string, policies: readonly Policy[] }} props */
function Line({ track, name, policies }) {
  return html`<div class="rule-line" role="group" aria-label=${`Rules: ${name}`}>
    <h4>${name}</h4>
    <div class="pair">${RULES.map((one) => html`<${Rule} key=${one.rule} ...${one} track=${track} policies=${policies} />`)}</div>
  </div>`;
}

/** @param {typeof RULES[number] & { track: string, policies: readonly Policy[] }} props */
function Rule({ rule, label, options, track, policies }) {
  const held = new Set(policies.map((policy) => policy[rule]));
  const [only] = held;
  const shown = held.size === 1 ? only : '';
  const change = async (/** @type {Event} */ event) => {
    const select = /** @type {HTMLSelectElement} */ (event.currentTarget);
    const where = track === EVERY ? 'Every room' : nameOf.peek()(track);
    if (await press('set_policy', { track, [rule]: select.value })) done(`${where}: the rule is changed.`, undoIt);
    else select.value = shown ?? '';
  };
  const id = `${rule}-${track}`;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} value=${shown} onChange=${change}>
      ${held.size > 1 && html`<option value="" disabled selected>differ from room to room</option>`}
      ${options.map(([value, words]) => html`<option key=${value} value=${value} selected=${value === shown}>${words}</option>`)}
    </select>
  </div>`;
}
