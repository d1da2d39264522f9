/**
 * The page to print: which of its parts, and the button.
 */

document.getElementById('print')?.addEventListener('click', () => window.print());

for (const box of document.querySelectorAll('input[data-part]')) {
  box.addEventListener('change', () => {
    const { checked, dataset } = /** @type {HTMLInputElement} */ (box);
    const part = document.getElementById(String(dataset['part']));
    if (part) part.hidden = !checked;
  });
}
