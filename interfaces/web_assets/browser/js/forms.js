// Forms: nothing is sent twice, nothing typed is lost by leaving, faults take the focus, filters send themselves.
import { newRequestId } from "./exchange.js";

// The second half of a double click sends nothing, even when the answer to the first has come and put another button, perhaps
// of another patient, under the pointer. Whoever presses keys quickly means each of them.
const DOUBLE_MS = 500;
let leaving = false;
let sent = -DOUBLE_MS;
let clicks = 0;
document.addEventListener("click", (event) => (clicks = event.detail), true);

function busy(form, is) {
  form.toggleAttribute("data-busy", is);
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    if (is) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (form.method === "dialog" || form.matches("[data-lock]")) return;
    const doubled = form.method === "post" && clicks > 1 && event.timeStamp - sent < DOUBLE_MS;
    clicks = 0;
    if (doubled || form.hasAttribute("data-busy")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (form.method === "post") sent = event.timeStamp;
    if (form.hasAttribute("hx-post")) return; // htmx:beforeRequest marks it.
    leaving = true;
    // After the browser has read the form, or the pressed button's own value would be missing.
    setTimeout(() => busy(form, true));
  },
  true,
);

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt.closest("form");
  if (form && event.detail.elt === form) busy(form, true);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt;
  if (form.nodeName !== "FORM") return;
  busy(form, false);
  const id = form.querySelector("input[name=request_id]");
  // Answered, so the next press is another request; unanswered, so it is the same one.
  if (id && event.detail.xhr?.status > 0) id.value = newRequestId();
  if (event.detail.successful) form.removeAttribute("data-dirty");
});

// What went wrong is heard first, before anybody can have gone on from there: not when the last picture has come.
const wrong = () => document.querySelector("main [data-focus]")?.focus();
wrong();

// Back from the page cache: the form may be used again.
addEventListener("pageshow", (event) => {
  leaving = false;
  for (const form of document.querySelectorAll("form[data-busy]")) busy(form, false);
  if (event.persisted) wrong();
});

document.addEventListener("input", (event) => event.target.form?.matches("[data-guard]") && event.target.form.setAttribute("data-dirty", ""));
addEventListener("beforeunload", (event) => {
  if (!leaving && document.querySelector("form[data-dirty]")) event.preventDefault();
});

document.addEventListener("change", (event) => event.target.form?.matches("[data-send-on-change]") && event.target.form.requestSubmit());

// The summary of faults leads into its field, not only to it.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".faults a");
  if (!link) return;
  const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  field.closest(".field")?.scrollIntoView({ block: "center" });
  field.focus();
});
