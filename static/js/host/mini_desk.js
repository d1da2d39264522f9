/**
 * On a phone the desk scrolls away: then the time and the next action stay at the foot.
 */
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';

import { digits, tone } from '#js/clock.js';
import { main, mainAct, once } from '#js/host/acts.js';
import { clockState, current } from '#js/host/store.js';

/** The bar of a flash session. */
export function MiniDesk() {
  const label = mainAct.value?.label;
  return html`<${Foot} label=${label} press=${once(main)}><${Time} /><//>`;
}

function Time() {
  const phase = current.value;
  return html`<p data-tone=${tone(phase)}><span class="digits">${digits(phase.left ?? 0)}</span>
    ${' '}<span class="small soft">${phase.segment.label}</span></p>`;
}

/** The bar; there only while the desk's own button is out of sight, and never to start a session with.
 * @param {{ label: string | undefined, press: () => unknown, children: unknown }} props `label` says what is next, if anything */
export function Foot({ label, press, children }) {
  const [away, setAway] = useState(false);
  const state = clockState.value;
  useEffect(() => {
    const button = document.getElementById('next-action');
    if (!button) return undefined;
    const watch = new IntersectionObserver(([seen]) => setAway(seen ? !seen.isIntersecting : false));
    watch.observe(button);
    return () => watch.disconnect();
  }, [state, label === undefined]);
  if (!away || !label || state === 'waiting') return null;
  return html`<aside class="mini" aria-label="The clock and the next action">
    ${children}
    <button type="button" class="primary large" onClick=${press}>${label}</button>
  </aside>`;
}
