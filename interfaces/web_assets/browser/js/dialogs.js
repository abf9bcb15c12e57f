// The one dialog: opens when a fragment arrives in it, closes on Esc, on a press beside it, and when the server says so.
const dialog = document.getElementById("dialog");
let opener = null;

const typedIn = () => dialog.querySelector("form[data-dirty]") !== null;

/** Whether any dialog is open; single keys then belong to it. */
export const anyOpen = () => document.querySelector("dialog[open]") !== null;

function close() {
  dialog.close();
}

if (dialog) {
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target !== dialog || dialog.open) return;
    // Opened by a key of its row, it gives the focus back to the row.
    const focused = document.activeElement;
    opener = focused?.matches?.(".row-link") ? focused : event.detail.elt;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== dialog) return;
    if (!dialog.open) dialog.showModal();
  });
  // After htmx has given the focus to [autofocus]: what went wrong is heard first.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target !== dialog) return;
    (dialog.querySelector("[data-focus]") ?? dialog.querySelector("[autofocus]"))?.focus();
  });
  dialog.addEventListener("cancel", (event) => {
    if (event.target === dialog && typedIn() && !confirm("Close without saving what you typed?")) event.preventDefault();
  });
  dialog.addEventListener("pointerdown", (event) => {
    if (event.target === dialog && !typedIn()) close();
  });
  dialog.addEventListener("close", () => {
    dialog.replaceChildren();
    // A morphed page may have replaced the one that opened it.
    const again = opener?.isConnected ? opener : opener?.id && document.getElementById(opener.id);
    if (again) again.focus();
    opener = null;
  });
  document.addEventListener("close-dialog", close);
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-closes-dialog]") || !dialog.open) return;
    event.preventDefault();
    close();
  });
}
