/**
 * Light, dark, or as the device says. The choice is kept in the browser; base.html puts it on
 * <html data-theme> before the first paint.
 *
 * @typedef {'auto' | 'light' | 'dark'} Theme
 */

const KEY = 'theme';
const NEXT = { auto: 'dark', dark: 'light', light: 'auto' };
const WORDS = { auto: 'Colours: as on this device', dark: 'Colours: dark', light: 'Colours: light' };

/** The theme that was chosen. @returns {Theme} */
export function theme() {
  const chosen = document.documentElement.dataset['theme'];
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto';
}

/** Take the next theme, and keep it. @returns {string} what the button should say now */
export function nextTheme() {
  const chosen = /** @type {Theme} */ (NEXT[theme()]);
  if (chosen === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = chosen;
  keep(chosen);
  return themeWords();
}

/** What the button that changes the theme says. */
export function themeWords() {
  return WORDS[theme()];
}

/** @param {Theme} chosen */
function keep(chosen) {
  try {
    if (chosen === 'auto') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, chosen);
  } catch {
    // A browser that keeps nothing (private, or forbidden) still shows the choice until the page goes.
  }
}
