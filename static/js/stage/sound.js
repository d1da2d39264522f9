/**
 * The chime: soft tones made on the spot. Browsers allow sound only after somebody has pressed a button.
 */

import { signal } from '@preact/signals-core';

const PATIENCE_MS = 600;
const LOUDNESS = 0.35;
const RING_SECONDS = 1.8;
const APART_SECONDS = 0.28;

/** The pitches of each signal, in hertz: a rising third to begin, one tone for a minute, a falling chord to end. */
const PITCHES = { start: [523.25, 659.25], minute: [659.25], end: [783.99, 659.25, 523.25] };

/** `blocked`: the browser does not let this page sound; `unable`: it cannot at all. */
export const sound = signal(/** @type {'off' | 'on' | 'blocked' | 'unable'} */ ('off'));

/** @type {AudioContext | undefined} */
let context;

/** Switch the sound on, from a press of a button, and let it be heard.
 * @param {boolean} [aloud] false to be ready without a sound */
export async function enableSound(aloud = true) {
  if (!('AudioContext' in window)) {
    sound.value = 'unable';
    return;
  }
  context ??= new AudioContext();
  sound.value = (await isRunning(context)) ? 'on' : 'blocked';
  if (aloud) await chime('start');
}

export function disableSound() {
  sound.value = 'off';
}

/** Sound one of the signals, if sound is on. @param {keyof typeof PITCHES} which */
export async function chime(which) {
  if (sound.value !== 'on' || !context) return;
  if (!(await isRunning(context))) {
    sound.value = 'blocked';
    return;
  }
  for (const [place, pitch] of PITCHES[which].entries()) ring(context, pitch, context.currentTime + place * APART_SECONDS);
}

/** Whether sound really comes out; a browser that blocks it leaves the question open for ever.
 * @param {AudioContext} audio */
async function isRunning(audio) {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  if (audio.state !== 'running') await Promise.race([audio.resume().catch(() => undefined), patience]);
  return audio.state === 'running';
}

/** A struck tone that dies away. @param {AudioContext} audio @param {number} pitch @param {number} at */
function ring(audio, pitch, at) {
  const tone = new OscillatorNode(audio, { type: 'sine', frequency: pitch });
  const loudness = new GainNode(audio, { gain: 0 });
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, at + 0.015);
  loudness.gain.exponentialRampToValueAtTime(0.0005, at + RING_SECONDS);
  tone.connect(loudness).connect(audio.destination);
  tone.start(at);
  tone.stop(at + RING_SECONDS);
}
