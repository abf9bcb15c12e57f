// Menus are <details>: they open without a script; with one they close on Esc, on a press elsewhere, and when another opens.
const menus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("pointerdown", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("focusin", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details[data-menu]");
  if (!menu) return;
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const stops = [menu.querySelector("summary"), ...menu.querySelectorAll(".menu-list button, .menu-list a")];
    const step = event.key === "ArrowDown" ? 1 : -1;
    if (!menu.open) menu.open = true;
    stops.at((stops.indexOf(document.activeElement) + step) % stops.length).focus();
    event.preventDefault();
  }
});

// In a table that scrolls, an opened list would be cut off: it is placed on the page, below its button or above it.
function place(menu) {
  const list = menu.querySelector(".menu-list");
  if (!list || !menu.closest(".table-scroll, .day-grid")) return;
  list.classList.add("is-placed");
  const button = menu.querySelector("summary").getBoundingClientRect();
  const { width, height } = list.getBoundingClientRect();
  const above = button.bottom + height + 8 > innerHeight && button.top > height;
  list.style.left = `${Math.max(8, button.right - width)}px`;
  list.style.top = `${above ? button.top - height - 4 : button.bottom + 4}px`;
}

document.addEventListener("toggle", (event) => event.target.matches?.("details[data-menu][open]") && place(event.target), true);
document.addEventListener(
  "scroll",
  (event) => {
    for (const menu of menus()) if (event.target.contains?.(menu) && menu.querySelector(".is-placed")) menu.open = false;
  },
  { capture: true, passive: true },
);
