// Live parts: one stream for the page. An event names a topic; each live part that follows it fetches its inside anew.
// The browser repeats Last-Event-ID by itself when it reconnects; besides, every part is fetched when the stream comes back.
// A hidden page holds no stream (a browser allows six connections to one server without TLS) and catches up when shown.
import { htmx } from "./exchange.js";
import { lock } from "./lock.js";

const at = document.documentElement.dataset.liveAt;
const offline = document.getElementById("offline");
const HIDDEN_MS = 20000;
const GATHER_MS = 40;
// The server's word for: look at everything again.
const ALL = "refresh";
let stream = null;
let retry = 0;
let retryTimer;
let hiddenTimer;
let missed = false;
let topics = new Set();
let gathering;
const listened = new Set();

const parts = () => [...document.querySelectorAll("[data-live]")];

const topicsOf = (part) => part.dataset.live.split(" ").filter(Boolean);

function refresh(wanted) {
  for (const part of parts()) {
    if (!wanted.has(ALL) && !topicsOf(part).some((topic) => wanted.has(topic))) continue;
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

function happened(topic) {
  topics.add(topic);
  gathering ??= setTimeout(() => {
    gathering = undefined;
    refresh(topics);
    topics = new Set();
  }, GATHER_MS);
}

function listen() {
  for (const topic of [ALL, ...parts().flatMap(topicsOf)]) {
    if (listened.has(topic)) continue;
    listened.add(topic);
    stream.addEventListener(topic, () => happened(topic));
  }
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
    if (missed) happened(ALL);
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
  listened.clear();
  listen();
}

if (at && parts().length > 0) {
  connect();
  document.addEventListener("htmx:afterSettle", () => stream && listen());
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
