/**
 * The parts of the page beside the desk, one at a time.
 */
import { html } from 'htm/preact';

import { Journal } from '#js/host/journal.js';
import { People } from '#js/host/people.js';
import { Rooms } from '#js/host/rooms.js';
import { Rounds } from '#js/host/rounds.js';
import { Setup } from '#js/host/setup.js';
import { Share } from '#js/host/share.js';
import { clockState, tab } from '#js/host/store.js';

/** @typedef {import('./store.js').Tab} Tab */

/** @type {readonly { key: Tab, label: string, Panel: () => unknown, shown: (state: string) => boolean }[]} */
const TABS = [
  { key: 'setup', label: 'Set up', Panel: Setup, shown: (state) => state === 'waiting' },
  { key: 'rooms', label: 'Rooms now', Panel: Rooms, shown: (state) => state !== 'waiting' && state !== 'ended' },
  { key: 'people', label: 'People', Panel: People, shown: () => true },
  { key: 'rounds', label: 'All rounds', Panel: Rounds, shown: () => true },
  { key: 'share', label: 'Let people in', Panel: Share, shown: (state) => state !== 'ended' },
  { key: 'story', label: 'What happened', Panel: Journal, shown: () => true },
];

/** The tabs and the panel that is open. */
export function Tabs() {
  const tabs = TABS.filter((one) => one.shown(clockState.value));
  const open = tabs.find((one) => one.key === tab.value) ?? tabs[0];
  if (!open) return null;
  /** @param {KeyboardEvent} event */
  const move = (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = step && tabs[(tabs.indexOf(open) + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    tab.value = next.key;
    document.getElementById(`tab-${next.key}`)?.focus();
  };
  return html`<div class="work">
    <div class="tabs" role="tablist" aria-label="Parts of the page" onKeyDown=${move}>
      ${tabs.map(({ key, label }) => html`<button type="button" role="tab" key=${key} id=${`tab-${key}`} aria-controls="panel"
        aria-selected=${key === open.key} tabindex=${key === open.key ? 0 : -1} onClick=${() => (tab.value = key)}>${label}</button>`)}
    </div>
    <div class="panel" role="tabpanel" id="panel" aria-labelledby=${`tab-${open.key}`}><${open.Panel} key=${open.key} /></div>
  </div>`;
}
