/** The code that people type. Pure. */

const LENGTH = 6;

/** What was typed, as a code: capitals, without spaces and hyphens. @param {string} typed */
export function tidyCode(typed) {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '');
}

/** What is wrong with a tidied code, in words, or nothing. @param {string} code */
export function faultOf(code) {
  if (!code) return 'Type the code first.';
  const odd = code.match(/[01OIL]/)?.[0];
  if (odd) return `No code has ${odd} in it, nor 0, O, 1, I or L. Look again: it is another sign.`;
  if (!/^[A-Z2-9]*$/.test(code)) return 'A code has letters and digits only.';
  if (code.length !== LENGTH) return `A code has six characters; this has ${code.length}.`;
  return '';
}
