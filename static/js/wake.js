/**
 * Keeps the screen awake while the page is seen; asks again each time it is seen anew.
 */

import { signal } from '@preact/signals-core';

/** `kept`: the screen stays on; `unable`: this browser or address does not allow it. */
export const wakeState = signal(/** @type {'unknown' | 'kept' | 'unable'} */ ('unknown'));

/** Ask now, and again whenever the page comes back or is touched without a lock in hand. */
export function stayAwake() {
  if (!('wakeLock' in navigator)) {
    wakeState.value = 'unable';
    return;
  }
  document.addEventListener('visibilitychange', ask);
  document.addEventListener('pointerdown', ask);
  void ask();
}

async function ask() {
  if (document.hidden || wakeState.value === 'kept') return;
  try {
    const lock = await navigator.wakeLock.request('screen');
    wakeState.value = 'kept';
    lock.addEventListener('release', () => (wakeState.value = 'unknown'));
  } catch {
    wakeState.value = 'unable'; // Power saving, or not allowed yet: a touch asks again.
  }
}
