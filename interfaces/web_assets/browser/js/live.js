// Live parts: one stream for the page. An event names a kind of fact; each live part of that kind fetches its inside anew.
// The browser repeats Last-Event-ID by itself when it reconnects; besides, every part is fetched when the stream comes back.
// A hidden page holds no stream (a browser allows six connections to one server without TLS) and catches up when shown.
import { htmx } from "./exchange.js";
import { lock } from "./lock.js";

const at = document.documentElement.dataset.liveAt;
const offline = document.getElementById("offline");
const HIDDEN_MS = 20000;
const GATHER_MS = 40;
let stream = null;
let retry = 0;
let retryTimer;
let hiddenTimer;
let missed = false;
let kinds = new Set();
let gathering;

const parts = () => [...document.querySelectorAll("[data-live]")];

function refresh(wanted) {
  for (const part of parts()) {
    if (wanted && !part.dataset.live.split(" ").some((kind) => wanted.has(kind))) continue;
    if (part.querySelector(".is-lifted")) part.dataset.stale = "";
    else htmx.trigger(part, "live");
  }
}

/** Fetches a part that was left alone while something was carried in it. */
export function catchUp(part) {
  if (part?.dataset.stale === undefined) return;
  delete part.dataset.stale;
  htmx.trigger(part, "live");
}

function happened(kind) {
  kinds.add(kind);
  gathering ??= setTimeout(() => {
    gathering = undefined;
    refresh(kinds);
    kinds = new Set();
  }, GATHER_MS);
}

function showOffline(is) {
  if (offline) offline.hidden = !is;
}

function close() {
  stream?.close();
  stream = null;
  clearTimeout(retryTimer);
}

function connect() {
  close();
  stream = new EventSource(at);
  stream.addEventListener("open", () => {
    retry = 0;
    showOffline(false);
    if (missed) refresh();
    missed = false;
  });
  stream.addEventListener("error", () => {
    missed = true;
    showOffline(true);
    // The browser tries again by itself unless the server refused; then we do, ever more slowly.
    if (stream.readyState === EventSource.CLOSED) {
      retry = Math.min(retry + 1, 6);
      retryTimer = setTimeout(connect, 500 * 2 ** retry);
    }
  });
  stream.addEventListener("lock", () => lock());
  for (const kind of new Set(parts().flatMap((part) => part.dataset.live.split(" ")))) {
    if (kind) stream.addEventListener(kind, () => happened(kind));
  }
}

if (at && parts().length > 0) {
  connect();
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiddenTimer);
    if (document.hidden) {
      hiddenTimer = setTimeout(() => {
        missed = true;
        close();
      }, HIDDEN_MS);
    } else if (!stream) connect();
  });
  addEventListener("online", () => {
    missed = true;
    connect();
  });
  addEventListener("offline", () => {
    missed = true;
    showOffline(true);
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    missed = true;
    connect();
  });
}
