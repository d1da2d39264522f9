/**
 * The parts of the page of a flash session, beside the desk.
 */
import { html } from 'htm/preact';

import { Journal } from '#js/host/journal.js';
import { People } from '#js/host/people.js';
import { Rooms } from '#js/host/rooms.js';
import { Rounds } from '#js/host/rounds.js';
import { Setup } from '#js/host/setup.js';
import { Share } from '#js/host/share_panel.js';
import { Tabs } from '#js/host/tabs.js';

/** @type {readonly import('./tabs.js').Part[]} */
const PARTS = [
  { key: 'setup', label: 'Set up', Panel: Setup, shown: (state) => state === 'waiting' },
  { key: 'rooms', label: 'Rooms now', Panel: Rooms, shown: (state) => state !== 'waiting' && state !== 'ended' },
  { key: 'people', label: 'People', Panel: People, shown: () => true },
  { key: 'rounds', label: 'All rounds', Panel: Rounds, shown: () => true },
  { key: 'share', label: 'Let people in', after: 'Links and data', Panel: Share, shown: () => true },
  { key: 'story', label: 'What happened', Panel: Journal, shown: () => true },
];

/** The parts, those that matter now. */
export function Parts() {
  return html`<${Tabs} parts=${PARTS} />`;
}
