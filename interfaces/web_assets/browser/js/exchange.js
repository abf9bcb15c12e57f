// How fragments are asked for and put in place: htmx under our policy, with morphing by idiomorph.
import htmx from "htmx.org";
import { Idiomorph } from "idiomorph";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  attributesToSettle: ["class"], // Not "style", which our policy forbids to copy.
  // At once: htmx gives the focus to [autofocus] when it settles, and a moment later somebody may be typing elsewhere already.
  defaultSettleDelay: 0,
  historyCacheSize: 0, // No page with a patient on it is kept in the browser's storage.
  refreshOnHistoryMiss: true,
  scrollBehavior: "auto",
  timeout: 20000,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

/** An id for a request that no form gave one to, so that a repeated one gets the first answer. */
export const newRequestId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export const csrf = () => document.documentElement.dataset.csrf ?? "";

/** What somebody opened stays open, and where it is, when the page is brought up to date. */
function changes(name, node) {
  if (node.nodeName === "DETAILS") return name !== "open";
  return !(node.matches(".is-placed") && node.closest("details[open]"));
}

// Written here because the extension that comes with idiomorph evaluates strings, which our policy forbids.
htmx.defineExtension("morph", {
  isInlineSwap: (style) => style === "morph" || style === "morph:outerHTML",
  handleSwap(style, target, fragment) {
    if (style !== "morph" && !style.startsWith("morph:")) return false;
    return Idiomorph.morph(target, fragment.childNodes, {
      morphStyle: style === "morph:innerHTML" ? "innerHTML" : "outerHTML",
      ignoreActiveValue: true,
      callbacks: { beforeAttributeUpdated: changes },
    });
  },
});
document.body.setAttribute("hx-ext", "morph");

document.addEventListener("htmx:configRequest", (event) => {
  const { headers, parameters, verb, elt } = event.detail;
  headers["X-Requested-With"] = "moa";
  if (elt.dataset.live !== undefined) headers["X-Moa-Live"] = "1";
  if (verb !== "get") {
    if (!parameters.csrf) parameters.csrf = csrf();
    if (!parameters.request_id) parameters.request_id = newRequestId();
  }
});

export { htmx };
