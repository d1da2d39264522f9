/** Unique ids for commands; `crypto.randomUUID` is missing on plain http, which hotel Wi-Fi often is. */

/** A new id: 128 random bits in hexadecimal. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
