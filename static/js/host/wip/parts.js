/**
 * The parts of the page of a works-in-progress session, beside the desk.
 */
import { html } from 'htm/preact';

import { Journal } from '#js/host/journal.js';
import { People } from '#js/host/people.js';
import { Tabs } from '#js/host/tabs.js';
import { RulesPart } from '#js/host/wip/feedback.js';
import { Glance } from '#js/host/wip/glance.js';
import { Links } from '#js/host/wip/links.js';
import { Order } from '#js/host/wip/order.js';
import { Papers } from '#js/host/wip/papers.js';
import { Setup } from '#js/host/wip/setup.js';

/** @type {readonly import('../tabs.js').Part[]} */
const PARTS = [
  { key: 'setup', label: 'Set up', Panel: Setup, shown: (state) => state === 'waiting' },
  { key: 'rooms', label: 'Rooms', Panel: Glance, shown: (state) => state !== 'waiting' && state !== 'ended' },
  { key: 'papers', label: 'Papers', Panel: Papers, shown: () => true },
  { key: 'order', label: 'Running order', Panel: Order, shown: () => true },
  { key: 'people', label: 'People', Panel: People, shown: () => true },
  { key: 'rules', label: 'Rules', Panel: RulesPart, shown: (state) => state !== 'waiting' && state !== 'ended' },
  { key: 'share', label: 'Links', after: 'Links and data', Panel: Links, shown: () => true },
  { key: 'story', label: 'What happened', Panel: Journal, shown: () => true },
];

/** The parts, those that matter now. */
export function Parts() {
  return html`<${Tabs} parts=${PARTS} />`;
}
