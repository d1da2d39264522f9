/**
 * Who is where, in pages that turn by themselves and can be held.
 *
 * @typedef {import('./scene.js').Place} Place
 */

import { html } from 'htm/preact';
import { signal } from '@preact/signals-core';

const TURN_MS = 8_000;

const page = signal(0);
const held = signal(false);
/** How many places fit: measured from the page, because names and screens differ. */
const capacity = signal(1);

let shown = '';

/** @param {{title: string, places: Place[]}} props */
export function Board({ title, places }) {
  if (title !== shown) {
    shown = title;
    page.value = 0;
  }
  const pages = Math.max(1, Math.ceil(places.length / capacity.value));
  const at = page.value % pages;
  const here = places.slice(at * capacity.value, (at + 1) * capacity.value);
  return html`<section class="board" aria-labelledby="board-title">
    <div class="board-top">
      <h2 id="board-title">${title}</h2>
      ${pages > 1 && html`<${Turner} at=${at} pages=${pages} />`}
    </div>
    <ul class="places" ref=${measure}>
      ${here.map((one, index) => html`<li class="place" key=${index}>
        <span class="room">${one.room}</span>
        <span class="people">${one.people.map((name) => html`<span key=${name}>${name}</span>`)}</span>
      </li>`)}
    </ul>
  </section>`;
}

/** @param {{at: number, pages: number}} props */
function Turner({ at, pages }) {
  return html`<div class="turner">
    <span>Page ${at + 1} of ${pages}</span>
    <button aria-label="Page before" onClick=${() => (page.value = (at + pages - 1) % pages)}>‹</button>
    <button aria-label="Page after" onClick=${() => (page.value = (at + 1) % pages)}>›</button>
    <button aria-pressed=${held.value} onClick=${() => (held.value = !held.value)}>${held.value ? 'Held: let it turn' : 'Hold this page'}</button>
  </div>`;
}

setInterval(() => {
  if (!held.peek()) page.value += 1;
}, TURN_MS);

const sizes = new ResizeObserver(([entry]) => entry && fit(/** @type {HTMLElement} */ (entry.target)));
/** @type {HTMLElement | null} */
let watched = null;

/** @param {HTMLElement | null} list */
function measure(list) {
  if (list === watched) return;
  sizes.disconnect();
  watched = list;
  if (list) sizes.observe(list);
}

/** Count how many places the list has room for. @param {HTMLElement} list */
function fit(list) {
  const style = getComputedStyle(list);
  const columns = style.gridTemplateColumns.split(' ').length;
  const line = parseFloat(style.gridAutoRows);
  const gap = parseFloat(style.rowGap) || 0;
  const lines = Math.max(1, Math.floor((list.clientHeight + gap) / (line + gap)));
  capacity.value = columns * lines;
}
