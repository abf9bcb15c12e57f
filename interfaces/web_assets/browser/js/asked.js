// The questions that find the right visit: a digit gives the answer of that number, Backspace goes a step back. Whoever knows
// them by heart is faster than the server: what is pressed meanwhile is pressed when the next question has come.
import { typing } from "./keys.js";

const QUEUE_MAX = 8;
let queue = [];

const within = () => document.querySelector("dialog#call[open]") ?? document.querySelector("dialog[open]") ?? document.getElementById("main");

/** Presses what the key stands for; false, where it stands for nothing now. */
function press(key) {
  const asks = within()?.querySelector("[data-asks]");
  const button = key === "Backspace" ? asks?.querySelector("[data-step-back]") : asks?.querySelector(`[data-digit="${key}"]`);
  if (!button) return false;
  button.click();
  return true;
}

const busy = () => within()?.querySelector("[data-asks]")?.closest("form[data-busy]");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (!(/^[1-8]$/.test(event.key) || event.key === "Backspace") || typing(event.target)) return;
  if (!within()?.querySelector("[data-asks]")) return;
  if (busy()) {
    if (queue.length < QUEUE_MAX) queue.push(event.key);
    event.preventDefault();
  } else if (press(event.key)) event.preventDefault();
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.successful) queue = [];
});
document.addEventListener("htmx:afterSettle", () => {
  // After the form has been marked as answered.
  if (queue.length > 0) setTimeout(() => !busy() && queue.length > 0 && (press(queue.shift()) || (queue = [])));
});
