/**
 * Looks at the clock whenever a digit changes, and never counts: what is shown follows from instants.
 *
 * @typedef {import('./clock.js').Phase} Phase
 */

import { effect } from '@preact/signals-core';
import { phase, untilNextDigit } from '#js/clock.js';

/** A browser may run timers late; looking a little too late is never seen, looking too early is. */
const MARGIN_MS = 5;

/** Keep `current` at the phase of the link's clock, until the page goes.
 * @param {{view: import('@preact/signals-core').ReadonlySignal<import('./types.d.ts').View>, now: () => number}} link
 * @param {import('@preact/signals-core').Signal<Phase>} current */
export function startTicking(link, current) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const tick = () => {
    clearTimeout(timer);
    const view = link.view.peek();
    const now = phase(view.clock, view.agenda, link.now());
    current.value = now;
    if (now.left === null || now.state === 'paused') return;
    timer = setTimeout(tick, untilNextDigit(now.left) / view.pace + MARGIN_MS);
  };
  effect(() => {
    void link.view.value;
    tick();
  });
  document.addEventListener('visibilitychange', () => document.hidden || tick());
  window.addEventListener('pageshow', tick);
}
