// Keys of the whole page. Single keys work only while nobody types and no dialog is open, and can be switched off.
import { anyOpen } from "./dialogs.js";
import { search } from "./search.js";

const KEY = "moa.single-keys";
const dialog = document.getElementById("keys");
const toggle = document.querySelector("[data-single-keys]");
const WAIT_MS = 1200;
let going = 0;

/** Whether what is pressed there is writing. */
export const typing = (element) =>
  element instanceof HTMLElement &&
  (element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])"));

const singles = () => toggle?.checked ?? true;

if (toggle) {
  try {
    toggle.checked = localStorage.getItem(KEY) !== "off";
  } catch {
    // Storage is closed: single keys are on.
  }
  toggle.addEventListener("change", () => {
    try {
      localStorage.setItem(KEY, toggle.checked ? "on" : "off");
    } catch {
      // The choice holds for this page.
    }
  });
}

export const showKeys = () => dialog && !anyOpen() && dialog.showModal();
document.addEventListener("click", (event) => event.target.closest?.("[data-opens-keys]") && showKeys());

function press(element) {
  if (!element || element.closest("[hidden], dialog:not([open])")) return false;
  element.click();
  return true;
}

/** What this key does in the row of a list that has the focus. */
function ofRow(event) {
  const inRow = event.target.closest?.("[data-row]")?.querySelectorAll("[data-row-key]") ?? [];
  return [...inRow].find((element) => element.dataset.rowKey === event.key);
}

/** The element within the page whose data attribute is this very key. */
function marked(attribute, key) {
  const wanted = [...document.querySelectorAll(`[${attribute}]`)];
  return wanted.find((element) => element.getAttribute(attribute) === key && !element.closest("dialog:not([open])"));
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !anyOpen()) {
    event.preventDefault();
    search();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || anyOpen() || !singles()) return;
  if (going && event.timeStamp - going < WAIT_MS) {
    going = 0;
    const lock = event.key === "l" && document.querySelector("form[data-lock]");
    if (lock) lock.requestSubmit();
    if (lock || press(marked("data-go", event.key))) event.preventDefault();
    return;
  }
  going = 0;
  if (event.key === "/") search();
  else if (event.key === "?") showKeys();
  else if (event.key === "g") going = event.timeStamp;
  else if (!press(ofRow(event)) && !press(marked("data-key", event.key))) return;
  event.preventDefault();
});
