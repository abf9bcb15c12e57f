// Notices that pass by, and sentences for those who hear the page.
const onPage = document.getElementById("notices");
const STAYS_MS = 8000;

/** Where a notice is seen and heard: in the dialog that covers the page, or at the foot of the page. */
function place() {
  const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
  if (!dialog) return onPage;
  let inside = dialog.querySelector(".dialog-notices");
  if (!inside) {
    inside = document.createElement("div");
    inside.className = "dialog-notices";
    inside.setAttribute("role", "status");
    (dialog.querySelector(".dialog-body") ?? dialog).prepend(inside);
    follow(inside);
  }
  return inside;
}

/** Says a sentence through the screen reader at once. */
export function say(words) {
  const line = document.getElementById("say");
  if (!line) return;
  line.textContent = "";
  requestAnimationFrame(() => (line.textContent = words));
}

/** Shows a sentence as a passing notice; tone is one of info, good, warn, bad. */
export function notify(tone, words) {
  const where = place();
  if (!where) return;
  const notice = document.createElement("div");
  notice.className = `notice tone-${tone}`;
  const inside = document.createElement("div");
  inside.className = "notice-words";
  const line = document.createElement("p");
  line.textContent = words;
  inside.append(line);
  notice.append(inside);
  where.append(notice);
}

function settle(notice) {
  const close = document.createElement("button");
  close.type = "button";
  close.className = "notice-close";
  close.textContent = "✕";
  close.setAttribute("aria-label", "Close this notice");
  close.addEventListener("click", () => notice.remove());
  notice.append(close);
  if (notice.matches(".tone-bad, .tone-warn")) return;
  let timer;
  const wait = () => (timer = setTimeout(() => notice.remove(), STAYS_MS));
  const stay = () => clearTimeout(timer);
  notice.addEventListener("pointerenter", stay);
  notice.addEventListener("pointerleave", wait);
  notice.addEventListener("focusin", stay);
  wait();
}

function follow(place) {
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) if (node.nodeType === 1 && node.matches(".notice")) settle(node);
    }
  }).observe(place, { childList: true });
}
if (onPage) follow(onPage);

const GENERIC = {
  403: "You may not do that. It was noted, and nothing was changed.",
  404: "That is not there any more.",
  409: "Somebody changed this in the meantime. Look again, then repeat it.",
  413: "That file is too large.",
  429: "Too many tries. Wait a moment.",
  503: "The office is busy. Nothing was lost; try again in a moment.",
};

document.addEventListener("htmx:responseError", (event) => {
  const { status, responseText } = event.detail.xhr;
  if (status === 401) return; // lock.js covers the page.
  const answer = new DOMParser().parseFromString(responseText ?? "", "text/html").querySelector(".notice");
  const where = place();
  if (answer && where) where.append(document.importNode(answer, true));
  else notify("bad", GENERIC[status] ?? "That did not work. Nothing was changed.");
});
document.addEventListener("htmx:sendError", (event) => {
  if (event.detail.elt?.dataset.live === undefined) notify("bad", "Moa does not answer. What you typed is kept; try again.");
});
document.addEventListener("htmx:timeout", () => notify("bad", "Moa took too long to answer. Look whether it was done before you repeat it."));
