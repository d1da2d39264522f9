/** What somebody presses at the wall: the chime, the colours, the whole screen. */

import { html } from 'htm/preact';
import { signal } from '@preact/signals-core';
import { chime, disableSound, enableSound, sound } from '#js/stage/sound.js';
import { nextTheme, themeWords } from '#js/theme.js';

const colours = signal(themeWords());

/** The foot of the page. */
export function Controls() {
  return html`<footer class="controls"><${Sound} /><${Frame} /></footer>`;
}

function Sound() {
  const state = sound.value;
  if (state === 'unable') return html`<span role="status">This browser cannot sound a chime.</span>`;
  if (state === 'on') {
    return html`<span role="status">Sound is on.</span>
      <button onClick=${() => chime('end')}>Test the chime</button>
      <button onClick=${disableSound}>Sound off</button>`;
  }
  const words = 'The browser blocks the sound. Allow sound for this page beside its address, and press again.';
  return html`<button onClick=${enableSound}>Enable sound</button>
    <span role="status" class="soon">${state === 'blocked' ? words : ''}</span>`;
}

function Frame() {
  return html`<button onClick=${() => (colours.value = nextTheme())}>${colours.value}</button>
    ${document.fullscreenEnabled && html`<button onClick=${fullScreen}>Full screen</button>`}`;
}

function fullScreen() {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen();
}
