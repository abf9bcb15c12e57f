// The one search box: `/` or Ctrl-K, offers while typing, arrows to choose, Enter to go.
import { htmx } from "./exchange.js";

const box = document.getElementById("search");
const list = document.getElementById("suggestions");

const offers = () => [...list.querySelectorAll("a[role=option]")];

function choose(offer) {
  for (const other of offers()) other.setAttribute("aria-selected", String(other === offer));
  if (offer) {
    box.setAttribute("aria-activedescendant", offer.id);
    offer.scrollIntoView({ block: "nearest" });
  } else box.removeAttribute("aria-activedescendant");
}

function open(is) {
  list.hidden = !is;
  box.setAttribute("aria-expanded", String(is));
  if (!is) choose(null);
}

/** Puts the cursor into the search box. */
export function search() {
  box?.focus();
  box?.select();
}

if (box) {
  const chosen = () => offers().find((offer) => offer.getAttribute("aria-selected") === "true");

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== list) return;
    const hasText = box.value.trim() !== "";
    open(hasText && document.activeElement === box);
    choose(hasText ? offers()[0] : null);
  });
  box.addEventListener("input", () => {
    if (box.value.trim() === "") {
      htmx.trigger(box, "htmx:abort");
      list.replaceChildren();
      open(false);
    }
  });
  box.addEventListener("focus", () => box.value.trim() !== "" && list.childElementCount > 0 && open(true));
  box.addEventListener("blur", () => setTimeout(() => !list.contains(document.activeElement) && open(false), 150));
  box.addEventListener("keydown", (event) => {
    const all = offers();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden && all.length > 0) open(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (all.length > 0) choose(all[(at + step + all.length) % all.length]);
    } else if (event.key === "Enter" && !list.hidden && chosen()) {
      event.preventDefault();
      chosen().click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (!list.hidden) open(false);
      else if (box.value) box.value = "";
      else box.blur();
    }
  });
  // An offer that carries what was typed sends the search form to where it leads: a name stands in no address.
  list.addEventListener("click", (event) => {
    const offer = event.target.closest("a[data-carries]");
    if (!offer) return;
    event.preventDefault();
    const usual = box.form.action;
    box.form.action = offer.href;
    box.form.requestSubmit();
    setTimeout(() => (box.form.action = usual));
  });
  // The field of search by name is emptied when somebody leaves the page: the next person at the desk starts clean.
  addEventListener("pagehide", () => {
    box.value = "";
    list.replaceChildren();
    open(false);
  });
}
