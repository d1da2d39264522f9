/** Times of day as a field of a form has them. Pure. */

/** A time of day from minutes since midnight, as `14:05`. @param {number} minutes */
export function timeOfDay(minutes) {
  const whole = Math.round(minutes);
  return `${String(Math.floor(whole / 60) % 24).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

/** Minutes since midnight from a time field's `14:05`; null where it is empty. @param {string} text */
export function minutesOfDay(text) {
  const [hours, minutes] = text.split(':').map(Number);
  return text === '' || hours === undefined || minutes === undefined ? null : hours * 60 + minutes;
}
