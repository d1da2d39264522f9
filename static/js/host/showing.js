/** Draws the host's page in place of what the server put there, and keeps it going. */
import { render } from 'preact';
import { html } from 'htm/preact';

import { run } from '#js/host/store.js';

/** @param {() => unknown} Page */
export function show(Page) {
  const root = document.getElementById('app');
  if (root) {
    root.replaceChildren();
    render(html`<${Page} />`, root);
  }
  run();
}
