// The idle lock: tells the server that somebody is here, asks it to lock when nobody was, and covers the page when it is locked.
import { csrf, htmx } from "./exchange.js";

const cover = document.getElementById("lock");
const PING_MS = 60000;
const limit = Number(document.documentElement.dataset.idleMinutes ?? 0) * 60000;
let active = Date.now();
let told = Date.now();
let asking = false;

/** Asks for the lock screen and covers the page with it. */
export function lock() {
  if (!cover || cover.open || asking) return;
  asking = true;
  document.documentElement.classList.add("is-locked");
  htmx
    .ajax("POST", cover.dataset.to, { target: "#lock", swap: "innerHTML", source: cover })
    .catch(() => {})
    .finally(() => {
      asking = false;
      if (cover.childElementCount === 0) location.reload(); // The server will show its own lock page.
    });
}

if (cover) {
  const seen = () => {
    active = Date.now();
    if (cover.open || active - told < PING_MS) return;
    told = active;
    const body = new URLSearchParams({ csrf: csrf() });
    fetch(cover.dataset.active, { method: "POST", body, headers: { "X-Requested-With": "moa" } })
      .then((answer) => answer.status === 401 && lock())
      .catch(() => {});
  };
  for (const kind of ["keydown", "pointerdown", "wheel"]) addEventListener(kind, seen, { passive: true });
  addEventListener("pointermove", seen, { passive: true });
  setInterval(() => limit > 0 && Date.now() - active > limit && lock(), 5000);
  document.addEventListener("visibilitychange", () => !document.hidden && limit > 0 && Date.now() - active > limit && lock());

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== cover) return;
    if (!cover.open) cover.showModal();
    cover.querySelector("[autofocus]")?.focus();
  });
  // A browser may close a dialog on Esc without asking it: then it opens again.
  cover.addEventListener("cancel", (event) => event.preventDefault());
  addEventListener("keydown", (event) => event.key === "Escape" && cover.open && event.preventDefault(), { capture: true });
  cover.addEventListener("close", () => document.documentElement.classList.contains("is-locked") && cover.showModal());
  document.addEventListener("unlocked", () => {
    active = told = Date.now();
    document.documentElement.classList.remove("is-locked");
    cover.close();
    cover.replaceChildren();
    for (const part of document.querySelectorAll("[data-live]")) htmx.trigger(part, "live");
  });
  document.addEventListener("htmx:responseError", (event) => event.detail.xhr.status === 401 && event.detail.target !== cover && lock());
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-lock]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    lock();
  }, true);
}
