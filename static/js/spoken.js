/**
 * A polite live region: what changes is said once to those who listen, while the digits stay silent.
 */

/** Say something to screen readers. @param {string} words */
export function say(words) {
  const region = document.getElementById('spoken');
  if (region && words) region.textContent = words;
}
