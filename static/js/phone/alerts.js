/**
 * How a phone in a pocket or face down says that a round is over: it vibrates, or chimes, or neither.
 *
 * Chosen once, kept on the device. Nothing sounds before its owner has chosen a sound, nor before they
 * have touched the page; a phone switched to silent stays silent.
 *
 * @typedef {'none' | 'buzz' | 'both' | 'chime'} Alerts
 */

import { signal } from '@preact/signals-core';
import { chime, disableSound, enableSound, sound } from '#js/stage/sound.js';

const KEY = 'alerts';
const END_PATTERN = [250, 120, 250];
const SHORT_MS = 120;

const canBuzz = 'vibrate' in navigator;
const canChime = 'AudioContext' in window;

const CHOICES = choices();
const WORDS = { none: 'no signal', buzz: 'vibrate', both: 'vibrate and chime', chime: 'chime' };

const chosen = signal(load());

/** What the button says that changes it; nothing where the browser can do neither.
 * @param {string} when what it is that is signalled: `When a round ends` */
export function alertWords(when) {
  if (CHOICES.length === 1) return '';
  const blocked = sounds() && sound.value === 'blocked' ? ' (this browser blocks the sound)' : '';
  return `${when}: ${WORDS[chosen.value]}${blocked}`;
}

/** Take the next choice, and let it be felt or heard. */
export function nextAlerts() {
  chosen.value = CHOICES[(CHOICES.indexOf(chosen.value) + 1) % CHOICES.length] ?? 'none';
  save(chosen.value);
  if (buzzes()) buzz(SHORT_MS);
  if (sounds()) void enableSound();
  else disableSound();
}

/** A round is over, or one's own turn has come. */
export function alertEnd() {
  if (buzzes()) buzz(END_PATTERN);
  if (sounds()) void chime('end');
}

/** Something is different from what was told. */
export function alertChange() {
  if (buzzes()) buzz(END_PATTERN);
}

/** A sound chosen earlier is allowed again by the first touch. */
export function armAlerts() {
  if (sounds()) document.addEventListener('pointerdown', () => enableSound(false), { once: true });
}

/** What this browser can do. @returns {Alerts[]} */
function choices() {
  if (canBuzz) return canChime ? ['none', 'buzz', 'both'] : ['none', 'buzz'];
  return canChime ? ['none', 'chime'] : ['none'];
}

const buzzes = () => chosen.peek() === 'buzz' || chosen.peek() === 'both';
const sounds = () => chosen.peek() === 'chime' || chosen.peek() === 'both';

/** @param {VibratePattern} pattern */
function buzz(pattern) {
  // Before the first touch browsers refuse, and complain.
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate(pattern);
}

/** @returns {Alerts} */
function load() {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const usual = canBuzz && !calm ? 'buzz' : 'none';
  try {
    return CHOICES.find((one) => one === localStorage.getItem(KEY)) ?? usual;
  } catch {
    return usual; // A browser that keeps nothing does the usual.
  }
}

/** @param {Alerts} choice */
function save(choice) {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // A browser that keeps nothing still does as it is told until the page goes.
  }
}
