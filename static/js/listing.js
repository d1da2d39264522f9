/** Lists as they are read aloud. Pure. */

/** `Ada`, `Ada and Grace`, `Ada, Grace and Alan`.
 * @param {readonly string[]} words */
export function listed(words) {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
