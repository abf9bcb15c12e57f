// Rows of tables and boards: j and k (or the arrows, once in a list) go from row to row; a press on a row follows its link.
import { anyOpen } from "./dialogs.js";

const links = (list) => [...list.querySelectorAll("[data-row] .row-link")];

function step(event, list, by) {
  const all = links(list);
  if (all.length === 0) return;
  const row = document.activeElement?.closest?.("[data-row]");
  const at = row ? all.indexOf(row.querySelector(".row-link")) : -1;
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  event.preventDefault();
  next.focus();
  next.closest("[data-row]").scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || anyOpen()) return;
  if (event.target.matches?.("input, textarea, select") || event.target.isContentEditable) return;
  const within = event.target.closest?.("[data-list]");
  const by = { j: 1, k: -1, ArrowDown: within ? 1 : 0, ArrowUp: within ? -1 : 0 }[event.key];
  if (!by) return;
  const lists = [...document.querySelectorAll("main [data-list]")].filter((list) => links(list).length > 0);
  const list = within ?? lists[0];
  if (!list) return;
  // In lanes, the end of one leads into the next.
  const all = links(list);
  const at = all.indexOf(event.target.closest?.("[data-row]")?.querySelector(".row-link"));
  const beyond = within && (at + by < 0 || at + by >= all.length) ? lists[lists.indexOf(list) + by] : null;
  if (beyond) {
    event.preventDefault();
    links(beyond).at(by > 0 ? 0 : -1).focus();
  } else step(event, list, by);
});

document.addEventListener("click", (event) => {
  const row = event.target.closest?.("[data-row]");
  if (!row || event.defaultPrevented || event.target.closest("a, button, input, select, label, summary")) return;
  if (String(getSelection())) return; // Somebody is copying.
  const link = row.querySelector(".row-link");
  if (event.ctrlKey || event.metaKey) open(link.href, "_blank", "noopener");
  else link?.click();
});
