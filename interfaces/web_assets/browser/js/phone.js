// The telephone: F2 opens a call over any page, also while somebody types and over a dialog; the page below is not touched.
import { say } from "./notices.js";

const panel = document.getElementById("call");
const pickUp = document.getElementById("pick-up");
const ringing = document.getElementById("ringing");

if (panel && pickUp) {
  addEventListener("keydown", (event) => {
    const locked = document.documentElement.classList.contains("is-locked");
    if (event.key !== "F2" || event.ctrlKey || event.altKey || event.metaKey || locked) return;
    event.preventDefault();
    if (!panel.open) pickUp.requestSubmit();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== panel) return;
    if (!panel.open) panel.showModal();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target !== panel) return;
    (panel.querySelector("[data-focus]") ?? panel.querySelector("[autofocus]") ?? panel.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
  });
  // Enter goes on from a list too, as it does from a line: on the telephone nobody looks for the button.
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("select") || event.isComposing) return;
    event.preventDefault();
    event.target.form?.requestSubmit();
  });
  // Closing it leaves the call open: it stands on the list, and F2 comes back to it.
  panel.addEventListener("close", () => panel.replaceChildren());
  document.addEventListener("close-call", () => panel.close());
  ringing?.addEventListener("htmx:afterSwap", () => {
    if (ringing.querySelector("[role=alert]")) say("The telephone rings. F2 takes the call.");
  });
}
