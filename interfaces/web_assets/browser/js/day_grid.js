// The schedule by keyboard and pointer: arrows go from time to time; an appointment is lifted, carried and dropped.
//
// Lifting: `m` on the keyboard, dragging with a mouse or pen, a long press with a finger (then a tap drops it). Until it is
// dropped nothing is sent, and the block stays where it was; Escape puts it back.
import { htmx, newRequestId } from "./exchange.js";
import { catchUp } from "./live.js";
import { say } from "./notices.js";

const STEP = 5;
const DRAG_PX = 5;
const LONG_PRESS_MS = 450;
let lifted = null;
let press = null;

const gridOf = (element) => element?.closest?.("[data-day-grid]") ?? null;
const cellsOf = (grid) => [...grid.querySelectorAll("[data-column]")];
const stopsOf = (within) => [...within.querySelectorAll(".block:not(.is-carried), .grid-free")];
const range = (grid) => ({ opens: Number(grid.dataset.opens), closes: Number(grid.dataset.closes), slot: Number(grid.dataset.slot) });
const placeOf = (stop) => Number([...stop.classList].find((name) => name.startsWith("at-"))?.slice(3) ?? 0);

function told(minute) {
  const hour = Math.floor(minute / 60);
  return `${((hour + 11) % 12) + 1}:${String(minute % 60).padStart(2, "0")} ${hour < 12 ? "am" : "pm"}`;
}

/* One stop of each grid is in the tab order; the arrows go on from there. */

function rove(grid, to) {
  for (const stop of stopsOf(grid)) stop.tabIndex = stop === to ? 0 : -1;
}

function prepare(grid) {
  const stops = stopsOf(grid);
  const current = stops.find((stop) => stop === document.activeElement) ?? stops.find((stop) => stop.matches(".block")) ?? stops[0];
  rove(grid, current);
  const line = grid.querySelector(".grid-now, .grid-now-time");
  if (line && grid.dataset.scrolled === undefined) grid.scrollTop = line.offsetTop - grid.clientHeight / 3;
  grid.dataset.scrolled = "";
}

function go(grid, from, key) {
  const cells = from.closest("[data-column]");
  const byTime = (all) => all.toSorted((one, other) => placeOf(one) - placeOf(other));
  let to = null;
  if (key === "ArrowUp" || key === "ArrowDown") {
    const column = byTime(stopsOf(cells));
    to = column[column.indexOf(from) + (key === "ArrowDown" ? 1 : -1)];
  } else {
    const all = cellsOf(grid);
    const next = all[all.indexOf(cells) + (key === "ArrowRight" ? 1 : -1)];
    const far = (stop) => Math.abs(placeOf(stop) - placeOf(from));
    to = next && stopsOf(next).toSorted((one, other) => far(one) - far(other))[0];
  }
  if (!to) return;
  rove(grid, to);
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/* Lifting, carrying, dropping. */

function show() {
  const { ghost, cells, minute, minutes, grid } = lifted;
  const first = (minute - range(grid).opens) / STEP;
  ghost.className = `block is-carried tone-info at-${first} for-${Math.ceil(minutes / STEP)} lane-0-of-1`;
  ghost.querySelector(".block-time").textContent = told(minute);
  if (ghost.parentElement !== cells) cells.append(ghost);
}

function lift(block, by) {
  const grid = gridOf(block);
  const ghost = document.createElement("div");
  ghost.setAttribute("aria-hidden", "true");
  ghost.innerHTML = '<span class="block-head"><span class="block-time"></span> <span class="block-title"></span></span>';
  ghost.querySelector(".block-title").textContent = block.querySelector(".block-title").textContent;
  const start = Number(block.dataset.start);
  const cells = block.closest("[data-column]");
  lifted = { block, grid, ghost, cells, minute: start, minutes: Number(block.dataset.minutesLong), from: { cells, minute: start }, by };
  block.classList.add("is-lifted");
  document.documentElement.classList.toggle("is-carrying", by === "pointer");
  show();
  say(`Lifted ${ghost.querySelector(".block-title").textContent}, ${told(start)}, ${cells.dataset.columnName}. Arrow keys carry, Enter drops, Escape puts back.`);
}

function carry(cells, minute) {
  const { opens, closes } = range(lifted.grid);
  const length = Math.ceil(lifted.minutes / STEP) * STEP;
  const within = Math.max(opens, Math.min(minute, closes - length));
  if (within === lifted.minute && cells === lifted.cells) return;
  Object.assign(lifted, { cells, minute: within });
  show();
  if (lifted.by !== "keys") return;
  say(`${told(within)}, ${cells.dataset.columnName}`);
  lifted.ghost.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function release() {
  const was = lifted;
  lifted = null;
  was.ghost.remove();
  was.block.classList.remove("is-lifted");
  document.documentElement.classList.remove("is-carrying");
  return was;
}

function putBack() {
  const was = release();
  say("Put back. Nothing was changed.");
  was.block.focus({ preventScroll: true });
  catchUp(was.grid.closest("[data-live]"));
}

function drop() {
  if (lifted.cells === lifted.from.cells && lifted.minute === lifted.from.minute) {
    putBack();
    return;
  }
  const { block, cells, minute, grid } = release();
  const part = grid.closest("[data-live]") ?? grid.parentElement;
  const start = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  say(`Dropped at ${told(minute)}, ${cells.dataset.columnName}. Saving.`);
  const id = block.id;
  htmx
    .ajax("POST", block.dataset.moves, {
      source: block,
      target: part,
      swap: "morph:innerHTML",
      values: { column: cells.dataset.column, start, version: block.dataset.version, request_id: newRequestId() },
    })
    .catch(() => {})
    .finally(() => {
      document.getElementById(id)?.focus({ preventScroll: true });
      catchUp(part);
    });
}

/** Where in which column a pointer is; the minute snaps to the office's slots. */
function under(grid, event, grabbed) {
  const over = document.elementsFromPoint(event.clientX, event.clientY).find((element) => element.matches("[data-column]"));
  if (!over || gridOf(over) !== grid) return null;
  const { opens, closes, slot } = range(grid);
  const box = over.getBoundingClientRect();
  const minute = ((event.clientY - box.top - grabbed) / box.height) * (closes - opens);
  return { cells: over, minute: opens + Math.round(minute / slot) * slot };
}

document.addEventListener("keydown", (event) => {
  const grid = lifted?.grid ?? gridOf(event.target);
  if (!grid || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = event.key.startsWith("Arrow");
  if (lifted) {
    const { slot } = range(grid);
    const all = cellsOf(grid);
    const beside = all[all.indexOf(lifted.cells) + (event.key === "ArrowRight" ? 1 : -1)] ?? lifted.cells;
    if (event.key === "ArrowDown") carry(lifted.cells, lifted.minute + slot);
    else if (event.key === "ArrowUp") carry(lifted.cells, lifted.minute - slot);
    else if (arrow) carry(beside, lifted.minute);
    else if (event.key === "Enter") drop();
    else if (event.key === "Escape") putBack();
    else return;
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  const stop = event.target.closest(".block, .grid-free");
  if (!stop) return;
  if (event.key === "m" && stop.dataset.moves) lift(stop, "keys");
  else if (arrow) go(grid, stop, event.key);
  else return;
  event.preventDefault();
});

document.addEventListener("pointerdown", (event) => {
  const block = event.target.closest?.(".block[data-moves]");
  if (!block || event.button !== 0 || lifted) return;
  const grabbed = event.clientY - block.getBoundingClientRect().top;
  press = { block, x: event.clientX, y: event.clientY, grabbed, touch: event.pointerType === "touch" };
  if (press.touch) {
    press.timer = setTimeout(() => {
      lift(block, "tap");
      press = null;
    }, LONG_PRESS_MS);
  }
});

document.addEventListener("pointermove", (event) => {
  if (press) {
    const moved = Math.hypot(event.clientX - press.x, event.clientY - press.y) > DRAG_PX;
    if (moved && press.touch) {
      clearTimeout(press.timer); // A finger that moves is scrolling.
      press = null;
    } else if (moved && !lifted) lift(press.block, "pointer");
  }
  if (lifted?.by === "pointer" && press) {
    const found = under(lifted.grid, event, press.grabbed);
    if (found) carry(found.cells, found.minute);
  }
});

function letGo() {
  clearTimeout(press?.timer);
  press = null;
}

// A long press lifts; the browser's own menu for links stays away.
document.addEventListener("contextmenu", (event) => lifted?.by === "tap" && event.preventDefault());

document.addEventListener("pointerup", () => {
  if (lifted?.by === "tap" && !lifted.released) {
    // The click that may follow the long press itself is not the tap that drops.
    setTimeout(() => lifted && (lifted.released = true));
  }
  const dragged = press && lifted?.by === "pointer";
  letGo();
  if (!dragged) return;
  // The click that follows a drag opens nothing.
  const swallow = (click) => {
    click.preventDefault();
    click.stopImmediatePropagation();
  };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }));
  drop();
});

document.addEventListener("pointercancel", () => {
  letGo();
  if (lifted?.by === "pointer") putBack();
});

// A tap, or a click while something is lifted by keys: it lands there.
addEventListener(
  "click",
  (event) => {
    if (!lifted || lifted.by === "pointer") return;
    const found = under(lifted.grid, event, 0);
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!found || (lifted.by === "tap" && !lifted.released)) return;
    carry(found.cells, found.minute);
    drop();
  },
  { capture: true },
);

/* The line of the present goes on by itself: the page says where it is, the clock here only how much later it is. */

function moveLines() {
  for (const line of document.querySelectorAll("[data-now-line]")) {
    line.dataset.seen ??= String(Date.now());
    line.dataset.place ??= String(placeOf(line));
    const later = Math.floor((Date.now() - Number(line.dataset.seen)) / (STEP * 60000));
    const place = Number(line.dataset.place) + later;
    line.classList.remove(`at-${placeOf(line)}`);
    line.classList.add(`at-${place}`);
    if (line.matches(".grid-now-time")) line.textContent = told(Number(gridOf(line).dataset.opens) + place * STEP).split(" ")[0];
  }
}

const prepareAll = () => {
  for (const grid of document.querySelectorAll("[data-day-grid]")) prepare(grid);
  moveLines();
};
prepareAll();
setInterval(moveLines, 30000);
document.addEventListener("htmx:afterSettle", prepareAll);
document.addEventListener("focusin", (event) => {
  const grid = gridOf(event.target);
  if (grid && event.target.matches(".block, .grid-free")) rove(grid, event.target);
});
