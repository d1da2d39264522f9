/** The parts beside the desk: one at a time on a phone, all of them where there is room. */

import { html } from 'htm/preact';
import { signal } from '@preact/signals';
import { Hands } from '#js/wip/facilitator/hands.js';
import { Messages } from '#js/wip/facilitator/messages.js';
import { People } from '#js/wip/facilitator/people.js';
import { Plan } from '#js/wip/facilitator/plan.js';
import { view } from '#js/wip/facilitator/store.js';

const PANELS = [
  { key: 'hands', label: () => (view.value.queue.length ? `Hands ${view.value.queue.length}` : 'Hands'), Panel: Hands },
  { key: 'messages', label: () => 'Tell', Panel: Messages, heading: 'Tell the presenter' },
  { key: 'plan', label: () => 'Plan', Panel: Plan, heading: 'Plan and rules' },
  { key: 'people', label: () => 'People', Panel: People },
];

const chosen = signal('hands');
const wide = matchMedia('(width >= 60rem)');
const isWide = signal(wide.matches);
wide.addEventListener('change', () => (isWide.value = wide.matches));

/** The parts. */
export function Panels() {
  return isWide.value ? html`<${All} />` : html`<${OneAtATime} />`;
}

function All() {
  return html`<div class="panels">
    ${PANELS.map(({ key, label, Panel, heading }) => html`<section key=${key} class=${`panel ${key}`} aria-labelledby=${`heading-${key}`}>
      <h2 id=${`heading-${key}`}>${heading ?? label()}</h2>
      <${Panel} />
    </section>`)}
  </div>`;
}

function OneAtATime() {
  const open = PANELS.find((one) => one.key === chosen.value) ?? PANELS[0];
  if (!open) return null;
  return html`
    <div class="tabs" role="tablist" aria-label="Parts of the page" onKeyDown=${move}>
      ${PANELS.map(({ key, label }) => html`<button role="tab" key=${key} id=${`tab-${key}`} aria-controls="panel"
        aria-selected=${key === open.key} tabindex=${key === open.key ? 0 : -1} onClick=${() => (chosen.value = key)}>${label()}</button>`)}
    </div>
    <div class=${`panel ${open.key}`} role="tabpanel" id="panel" tabindex="0" aria-labelledby=${`tab-${open.key}`}>
      <h2 class="visually-hidden">${open.heading ?? open.label()}</h2>
      <${open.Panel} key=${open.key} />
    </div>
  `;
}

/** @param {KeyboardEvent} event */
function move(event) {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  const at = PANELS.findIndex((one) => one.key === chosen.peek());
  const next = step && PANELS[(at + step + PANELS.length) % PANELS.length];
  if (!next) return;
  event.preventDefault();
  chosen.value = next.key;
  document.getElementById(`tab-${next.key}`)?.focus();
}
