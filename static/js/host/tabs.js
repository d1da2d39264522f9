/**
 * The parts of the page beside the desk, one at a time.
 */
import { html } from 'htm/preact';

import { clockState, tab } from '#js/host/store.js';

/** @typedef {import('./store.js').Tab} Tab */
/** @typedef {{ key: Tab, label: string, after?: string, Panel: () => unknown, shown: (state: string) => boolean }} Part
 * `after` is what it is called once the session has ended */

/** The tabs and the panel that is open. @param {{ parts: readonly Part[] }} props */
export function Tabs({ parts }) {
  const state = clockState.value;
  const tabs = parts.filter((one) => one.shown(state)).map((one) => ({ ...one, label: (state === 'ended' && one.after) || one.label }));
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
