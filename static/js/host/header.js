/**
 * The head of the page: the title, the code, whether the server is heard, colours and keys.
 */
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';

import { wallTime } from '#js/clock.js';
import { help } from '#js/host/keys.js';
import { link, view } from '#js/host/store.js';
import { nextTheme, themeWords } from '#js/theme.js';

/** The head. */
export function Header() {
  const { title, code } = view.value.session;
  const [colours, setColours] = useState(themeWords());
  return html`<header class="head">
    <div>
      <h1>${title}</h1>
      <p class="soft small">Host’s desk · code <strong class="code-small">${code}</strong></p>
    </div>
    <div class="cluster">
      <button type="button" class="quiet small" onClick=${() => setColours(nextTheme())}>${colours}</button>
      <button type="button" class="quiet small" onClick=${help}>Keys <kbd aria-hidden="true">?</kbd></button>
    </div>
  </header>`;
}

/** A word when the server is not heard; the clock goes on. */
export function Contact() {
  const contact = link.contact.value;
  return html`<div class="contact" role="status">
    ${
      contact.state === 'offline' &&
      html`<p class="note stop">No connection since ${wallTime(contact.since)}. The clock goes on, here and on every
        phone. This page connects again by itself; what you press is done only if that takes no longer than seconds, and
        you are told.</p>`
    }
    ${contact.state === 'closed' && html`<p class="note stop">${contact.message}</p>`}
  </div>`;
}
