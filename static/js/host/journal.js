/**
 * Everything that happened, as a story, newest first.
 */
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';

import { wallTime } from '#js/clock.js';
import { ask } from '#js/http.js';
import { author, gathered, tell } from '#js/host/story.js';
import { isWip, nameOf, path, view } from '#js/host/store.js';
import { tellOfRooms } from '#js/host/wip/story.js';

/** @typedef {import('./story.js').Entry} Entry */

const MOST = 100;

/** The story tab. */
export function Journal() {
  const [entries, setEntries] = useState(/** @type {Entry[]} */ ([]));
  const [fault, setFault] = useState('');
  const [most, setMost] = useState(MOST);
  const { agenda, version } = view.value;
  useEffect(() => {
    let wanted = true;
    void ask(`${path}/journal`).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setEntries(/** @type {Entry[]} */ (answer.body));
      setFault(answer.ok ? '' : answer.body.error.message);
    });
    return () => {
      wanted = false;
    };
  }, [version]);
  const name = nameOf.value;
  const told = gathered(entries);
  const shown = told.toReversed().slice(0, most);
  return html`<div class="stack">
    <h2>What happened</h2>
    ${fault && html`<p class="note stop" role="alert">${fault}</p>`}
    <ol class="story">
      ${shown.map((entry, index) => html`<li key=${told.length - index}>
        <span class="soft">${wallTime(entry.at)}</span>
        <span>${isWip ? tellOfRooms(entry, name) : tell(entry, name, agenda)} <span class="soft small">${author(entry, name)}</span></span>
      </li>`)}
    </ol>
    ${told.length > most && html`<button type="button" onClick=${() => setMost(most + MOST)}>Show what was before</button>`}
  </div>`;
}
