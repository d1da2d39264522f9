/**
 * Everything that happened, as a story, newest first.
 */
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';

import { wallTime } from '#js/clock.js';
import { ask } from '#js/http.js';
import { author, tell } from '#js/host/story.js';
import { nameOf, path, view } from '#js/host/store.js';

/** @typedef {import('./story.js').Entry} Entry */

const MOST = 100;

/** The story tab. */
export function Journal() {
  const [entries, setEntries] = useState(/** @type {Entry[]} */ ([]));
  const [fault, setFault] = useState('');
  const [most, setMost] = useState(MOST);
  const { version } = view.value;
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
  const name = namesIn(entries);
  const shown = entries.toReversed().slice(0, most);
  return html`<div class="stack">
    <h2>What happened</h2>
    ${fault && html`<p class="note stop" role="alert">${fault}</p>`}
    <ol class="story">
      ${shown.map((entry, index) => html`<li key=${`${entry.version}-${entries.length - index}`}>
        <span class="soft">${wallTime(entry.at)}</span>
        <span>${tell(entry, name)} <span class="soft small">${author(entry.by, name)}</span></span>
      </li>`)}
    </ol>
    ${entries.length > most && html`<button type="button" onClick=${() => setMost(most + MOST)}>Show what was before</button>`}
  </div>`;
}

/** Names, those of people who were taken off the list since included. @param {Entry[]} entries */
function namesIn(entries) {
  const gone = new Map(
    entries.filter((entry) => entry.type === 'person_added').map((entry) => [String(entry['person']), String(entry['name'])]),
  );
  const now = new Set(view.value.people.map((person) => person.id));
  return (/** @type {string} */ id) => (now.has(id) ? nameOf.value(id) : (gone.get(id) ?? nameOf.value(id)));
}
