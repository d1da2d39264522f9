/**
 * How good a plan is, in sentences beside its proven bound.
 *
 * @typedef {import('../types.d.ts').Quality} Quality
 */
import { computed } from '@preact/signals';
import { html } from 'htm/preact';

import { qualitySentences } from '#js/host/quality.js';
import { view } from '#js/host/store.js';

/** How many requests there are on the list. */
export const requestsAsked = computed(() => view.value.people.reduce((sum, person) => sum + person.requests.length, 0));

/** @param {{ quality: Quality, lead?: string }} props `lead` stands before the sentences */
export function PlanWords({ quality, lead = '' }) {
  const sentences = qualitySentences(quality, view.value.settings.surplus, requestsAsked.value);
  return html`<p class="quality">${[lead, ...sentences].filter(Boolean).join(' ')}</p>`;
}
