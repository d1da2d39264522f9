/** Native dialogues of a page, by their id. They keep the focus, and closing gives it back. */

/** @param {string} id */
export function openDialog(id) {
  dialog(id)?.showModal();
}

/** @param {string} id */
export function closeDialog(id) {
  dialog(id)?.close();
}

/** @param {string} id */
function dialog(id) {
  return /** @type {HTMLDialogElement | null} */ (document.getElementById(id));
}
