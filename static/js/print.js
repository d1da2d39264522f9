/**
 * The page to print: which of its parts, and the button.
 */

import { wallTime } from '#js/clock.js';

document.getElementById('print')?.addEventListener('click', () => window.print());

for (const box of document.querySelectorAll('input[data-part]')) {
  box.addEventListener('change', () => {
    const { checked, dataset } = /** @type {HTMLInputElement} */ (box);
    const part = document.getElementById(String(dataset['part']));
    if (part) part.hidden = !checked;
  });
}

// Times of day as people here read them: the server does not know whether that is 2:00 PM or 14:00.
for (const time of document.querySelectorAll('time[datetime]')) {
  const [hours = 0, minutes = 0] = (time.getAttribute('datetime') ?? '').split(':').map(Number);
  time.textContent = wallTime(new Date(2000, 0, 3, hours, minutes).getTime());
}
