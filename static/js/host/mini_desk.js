/**
 * On a phone the desk scrolls away: then the time and the next action stay at the foot.
 */
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';

import { digits, tone } from '#js/clock.js';
import { main, mainAct, once } from '#js/host/acts.js';
import { clockState, current } from '#js/host/store.js';

/** The bar; there only while the desk's own button is out of sight. */
export function MiniDesk() {
  const [away, setAway] = useState(false);
  const state = clockState.value;
  useEffect(() => {
    const button = document.getElementById('next-action');
    if (!button) return undefined;
    const watch = new IntersectionObserver(([seen]) => setAway(seen ? !seen.isIntersecting : false));
    watch.observe(button);
    return () => watch.disconnect();
  }, [state]);
  const act = mainAct.value;
  if (!away || !act || state === 'waiting') return null;
  return html`<aside class="mini" aria-label="The clock and the next action">
    <${Time} />
    <button type="button" class="primary large" onClick=${once(main)}>${act.label}</button>
  </aside>`;
}

function Time() {
  const phase = current.value;
  return html`<p data-tone=${tone(phase)}><span class="digits">${digits(phase.left ?? 0)}</span>
    ${' '}<span class="small soft">${phase.segment.label}</span></p>`;
}
