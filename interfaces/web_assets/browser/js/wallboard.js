// The screen on the wall: nobody touches it. It looks again by itself, turns its pages, and says when it is no longer up to date.
import { htmx } from "./exchange.js";

const wall = document.getElementById("wall");
const LOOK_MS = 30000;
const STALE_MS = 90000;
const TURN_MS = 9000;

if (wall && document.body.matches(".on-the-wall")) {
  let fresh = Date.now();
  let asOf = "";
  let turn = 0;

  const list = (name) => wall.querySelector(`[data-pages="${name}"]`);

  /** Shows of each list as many as fit, one page after the other. */
  function pages() {
    for (const part of wall.querySelectorAll("[data-pages]")) {
      const all = [...part.children];
      for (const one of all) one.hidden = false;
      const room = part.getBoundingClientRect();
      const fits = (one) => one.getBoundingClientRect().bottom <= room.bottom + 1;
      const each = Math.max(1, all.filter(fits).length);
      const count = Math.max(1, Math.ceil(all.length / each));
      const now = turn % count;
      all.forEach((one, at) => (one.hidden = Math.floor(at / each) !== now));
      const say = wall.querySelector(`[data-pages-say="${part.dataset.pages}"]`);
      if (say) say.textContent = count > 1 ? `${now + 1} / ${count}` : "";
    }
  }

  function stale() {
    const line = wall.querySelector("[data-wall-stale]");
    if (!line) return;
    const old = Date.now() - fresh > STALE_MS;
    line.hidden = !old;
    document.body.classList.toggle("is-stale", old);
    if (old) line.textContent = `Not up to date: as of ${asOf}. · Sin actualizar desde las ${asOf}.`;
  }

  function looked() {
    fresh = Date.now();
    asOf = wall.querySelector("[data-wall-stale]")?.dataset.asOf ?? asOf;
    stale();
    pages();
  }

  document.addEventListener("htmx:afterSettle", (event) => event.detail.target === wall && looked());
  setInterval(() => htmx.trigger(wall, "live"), LOOK_MS);
  setInterval(stale, 2000);
  setInterval(() => {
    turn += 1;
    if (list("codes") || list("providers")) pages();
  }, TURN_MS);
  addEventListener("resize", pages);
  document.fonts?.ready.then(pages);
  // A television that falls asleep shows nothing.
  const awake = () => navigator.wakeLock?.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && awake());
  awake();
  looked();
}
