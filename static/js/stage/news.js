/** What stands on the wall beside the time: a word from the host, or that nobody is heard. */

import { html } from 'htm/preact';
import { wallTime } from '#js/clock.js';

/** @param {{link: import('../link.js').Link<any>}} props */
export function News({ link }) {
  const news = link.view.value.announcement;
  const contact = link.contact.value;
  if (contact.state === 'closed') return html`<p class="news stop" role="alert">${contact.message}</p>`;
  if (contact.state === 'offline') {
    return html`<p class="news soon">No connection since ${wallTime(contact.since)}. The time stays right.</p>`;
  }
  return news && html`<p class="news">${news.text}</p>`;
}
