/**
 * What stands above a page that is held in the hand: no connection, a word from the host, a refusal.
 *
 * @typedef {import('./types.d.ts').View} View
 * @typedef {import('./link.js').Link<any>} Link
 */

import { html } from '#js/html.js';
import { effect, signal } from '@preact/signals-core';
import { wallTime } from '#js/clock.js';
import { say } from '#js/spoken.js';

const wholeNews = signal(false);

/** Whether the server is heard. `wayBack` leads on where this page is closed for good.
 * @param {{link: Link, wayBack?: {href: string, words: string}, kept: string}} props
 *   `kept` says what becomes of taps until then */
export function Contact({ link, wayBack, kept }) {
  const contact = link.contact.value;
  if (contact.state === 'online') return null;
  if (contact.state === 'closed') {
    return html`<p class="note stop" role="alert">${contact.message} ${wayBack && html`<a href=${wayBack.href}>${wayBack.words}</a>`}</p>`;
  }
  return html`<p class="note soon offline">No connection since ${wallTime(contact.since)}. The time stays right.${kept}</p>`;
}

/** What the host says to everybody; a press shows all of it. @param {{link: Link}} props */
export function News({ link }) {
  /** @type {View['announcement']} */
  const news = link.view.value.announcement;
  if (!news) return null;
  const toggle = () => (wholeNews.value = !wholeNews.value);
  return html`<button class="news" aria-expanded=${wholeNews.value} onClick=${toggle}>
    <span><span class="soft">From the host: </span>${news.text}</span>
  </button>`;
}

/** Why the last tap was refused. @param {{link: Link}} props */
export function Refusal({ link }) {
  return link.refusal.value && html`<p class="note stop" role="alert">${link.refusal.value}</p>`;
}

/** Tell those who listen when the connection goes and comes, and what the host says; each once.
 * @param {Link} link */
export function speakNotices(link) {
  let contact = link.contact.peek().state;
  effect(() => {
    const now = link.contact.value.state;
    if (now !== contact && now !== 'closed') say(now === 'online' ? 'Connected again.' : 'Offline. The time stays right.');
    contact = now;
  });
  let heard = link.view.peek().announcement?.at;
  effect(() => {
    const news = link.view.value.announcement;
    if (news && news.at !== heard) say(`From the host: ${news.text}`);
    heard = news?.at;
  });
}
