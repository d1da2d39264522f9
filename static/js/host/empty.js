/**
 * Before anybody is on the list: what comes first is bringing people in, not Start.
 */
import { computed } from '@preact/signals';
import { html } from 'htm/preact';

import { openImport } from '#js/host/importing.js';
import { openAdd } from '#js/host/person.js';
import { clockState, tab, view } from '#js/host/store.js';

/** Whether nobody is on the list of a session that waits. */
export const empty = computed(() => clockState.value === 'waiting' && view.value.people.length === 0);

/** The ways in which people get onto the list. */
export function Empty() {
  const { code } = view.value.session;
  const { walk_ins: open } = view.value.settings;
  return html`<div class="now">
      <p class="eyebrow">First of all</p>
      <p class="display plan-line">Nobody is on the list yet.</p>
      <p class="soft">Bring the list of those who registered${open ? ', or let people walk in with the code' : ''}.</p>
    </div>
    <button type="button" id="next-action" class="primary next-action" data-long="true" onClick=${openImport}>Bring your list …</button>
    <div class="others">
      ${
        open &&
        html`<button type="button" class="wide" onClick=${() => (tab.value = 'share')}>
          <span>Let them in by the code</span> <strong class="code-small">${code}</strong></button>`
      }
      <button type="button" class="wide" onClick=${openAdd}>Add a person …</button>
    </div>`;
}
