/**
 * What the facilitator's page knows, as signals.
 *
 * @typedef {import('../../types_wip.d.ts').FacilitatorView} FacilitatorView
 */

import { computed, signal } from '@preact/signals';
import { readBoot } from '#js/boot.js';
import { phase } from '#js/clock.js';
import { openLink } from '#js/link.js';
import { expectedFinish } from '#js/wip/facts.js';

const boot = /** @type {import('../../boot.js').Boot<FacilitatorView>} */ (readBoot());

/** The way to the server. */
export const link = openLink(boot);

/** The newest view. */
export const view = link.view;

/** Where the room's agenda is; looked at anew with every digit. */
export const current = signal(phase(boot.view.clock, boot.view.agenda, link.now()));

/** The server's instant at the last look. */
export const now = computed(() => (void current.value, void view.value, link.now()));

/** When the room will be over if nobody interferes. */
export const finish = computed(() => expectedFinish(current.value, view.value.agenda, now.value));

/** Types of the commands that make sense now. */
export const allowed = computed(() => new Set(view.value.allowed));

/** How many milliseconds later than planned the room will be over, zero where that is open. */
export const late = computed(() => {
  const planned = view.value.planned_finish_at;
  return planned === null || finish.value === null ? 0 : finish.value - planned;
});
