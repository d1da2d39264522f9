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

/** @type {boolean | undefined} */
let isFirst;

/** Whether nobody was told yet, in this session on this device, that the screen may go dark: once is enough.
 * @param {string} session */
export function isFirstHint(session) {
  if (isFirst !== undefined) return isFirst;
  const key = `told-of-dark:${session}`;
  try {
    isFirst = localStorage.getItem(key) === null;
    localStorage.setItem(key, '1');
  } catch {
    isFirst = true; // A browser that keeps nothing cannot tell; the hint is a quiet one.
  }
  return isFirst;
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
