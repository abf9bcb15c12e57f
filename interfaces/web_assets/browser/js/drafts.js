// Drafts: what is typed into a form is kept on the server a moment later, and comes back with the cursor where it stood, after a
// telephone call, a reload, a crash or another sign-in. F4 puts the page aside and leads to the list of what is to be done.
import { csrf } from "./exchange.js";

const PAUSE_MS = 700;
const SENT = "moa.sent";
const park = document.querySelector("[data-parks]");
const waiting = new Map();
const pages = new Map();

/** Forms that are worth keeping: those that guard what is typed, but no search, and none with a password. */
const eligible = (form) =>
  form?.matches?.("form[data-guard]") &&
  !form.querySelector("input[type=password]") &&
  [...form.elements].some((element) => element.name && element.name !== "q" && element.matches("input:not([type=hidden]), select, textarea"));

const within = (root) => [...root.querySelectorAll("form[data-guard]")].filter(eligible);

/** Which form it is: where it is sent, and about whom, by id. */
function keyOf(form) {
  const to = new URL(form.getAttribute("action"), location.href).pathname;
  const patient = form.querySelector("input[type=hidden][name=patient]")?.value;
  return patient ? `${to}?patient=${patient}` : to;
}

/** The address by which its page, or the dialog that it stands in, is opened again. */
function pageOf(form) {
  const dialog = form.closest("dialog");
  const call = /^\/calls\/[0-9a-f]+/.exec(form.getAttribute("action"));
  if (dialog?.id === "call" && call) return call[0];
  if (dialog?.dataset.at) return dialog.dataset.at;
  const key = `moa.page:${keyOf(form)}`;
  try {
    // A form that came back with faults stands at the address it was sent to; it is opened where it was begun.
    const begun = sessionStorage.getItem(key) ?? location.pathname + location.search;
    sessionStorage.setItem(key, begun);
    return begun;
  } catch {
    return location.pathname + location.search;
  }
}

const titleOf = (form) => (form.closest("dialog")?.querySelector("h2")?.textContent ?? document.querySelector("main h1")?.textContent ?? document.title).trim().slice(0, 100);

// A signature is never kept: nobody signs by a draft that comes back. Nor is the language in which a form was read: the page that is
// open says that.
const SKIPPED = ["csrf", "request_id", "signature", "read_in"];
const skips = (name) => SKIPPED.includes(name);

const fieldsOf = (form) => [...new FormData(form)].filter(([name, value]) => !skips(name) && typeof value === "string");

async function send(to, fields) {
  const body = new URLSearchParams({ csrf: csrf(), ...fields });
  return fetch(to, { method: "POST", body, headers: { "X-Requested-With": "moa" }, keepalive: true });
}

async function keep(form, parked = "") {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  const at = form.contains(document.activeElement) ? document.activeElement : form.querySelector("[data-cursor]");
  let cursor = 0;
  try {
    cursor = at?.selectionStart ?? 0;
  } catch {
    // Dates, numbers and lists have no cursor.
  }
  return send("/drafts", {
    form: keyOf(form),
    page: pageOf(form),
    title: titleOf(form),
    fields: JSON.stringify(fieldsOf(form)),
    cursor_field: at?.name ?? "",
    cursor_at: cursor,
    parked,
  }).catch(() => {});
}

function drop(key) {
  try {
    sessionStorage.removeItem(`moa.page:${key}`);
  } catch {
    // Storage is closed.
  }
  return send("/drafts/drop", { form: key }).catch(() => {});
}

function restore(form, { fields, cursor_field, cursor_at }) {
  const values = new Map();
  for (const [name, value] of JSON.parse(fields)) values.set(name, [...(values.get(name) ?? []), value]);
  for (const element of form.elements) {
    if (!element.name || skips(element.name) || element.matches("button, [type=file], [type=password]")) continue;
    const kept = values.get(element.name);
    if (element.matches("[type=checkbox], [type=radio]")) element.checked = kept?.includes(element.value) ?? false;
    else if (kept) element.value = kept.shift() ?? "";
  }
  form.setAttribute("data-dirty", "");
  const on = form.querySelector("[data-asks-on]");
  if (on && form.elements.asked_path?.value) {
    // The questions go on where they were left.
    form.requestSubmit(on);
    return;
  }
  const field = [...form.elements].find((element) => element.name === cursor_field && element.type !== "hidden");
  // Whoever is at work in another form by now is left there.
  const free = document.activeElement === document.body || form.contains(document.activeElement);
  if (field && free) {
    field.focus();
    try {
      field.setSelectionRange(cursor_at, cursor_at);
    } catch {
      // It has no cursor.
    }
  }
  const line = document.createElement("p");
  line.className = "draft-back";
  line.setAttribute("role", "status");
  line.textContent = "What you typed here is back. ";
  const afresh = document.createElement("button");
  afresh.type = "button";
  afresh.className = "button bare";
  afresh.textContent = "Start afresh";
  afresh.addEventListener("click", () => {
    form.removeAttribute("data-dirty");
    drop(keyOf(form)).then(() => (form.closest("dialog") ? line.remove() || form.reset() : location.reload()));
  });
  line.append(afresh);
  form.prepend(line);
  shown();
}

async function bringBack(root) {
  for (const form of within(root)) {
    if (form.querySelector("[aria-invalid=true]") || form.hasAttribute("data-dirty")) continue;
    if (form.querySelector("[data-asks-moved]")) {
      // An answer was just given: what the server has set is what stands there now.
      keep(form);
      continue;
    }
    const answer = await send("/drafts/find", { form: keyOf(form) }).catch(() => null);
    // A session that has run out answers with the sign-in page, which is no draft.
    const kept = answer?.status === 200 && (await answer.json().catch(() => null));
    if (kept && form.isConnected && !form.hasAttribute("data-dirty")) restore(form, kept);
  }
}

const dirty = () => [...document.querySelectorAll("form[data-dirty]")].filter(eligible);

function shown() {
  if (park) park.hidden = dirty().length === 0;
}

async function putAside() {
  const forms = dirty();
  await Promise.all(forms.map((form) => keep(form, "yes")));
  for (const form of forms) form.removeAttribute("data-dirty");
  location.assign(park?.dataset.parks ?? "/");
}

if (document.documentElement.dataset.csrf) {
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!eligible(form)) return;
    form.querySelector("[data-cursor]")?.removeAttribute("data-cursor");
    event.target.setAttribute("data-cursor", "");
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => keep(form), PAUSE_MS));
    setTimeout(shown);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) for (const form of waiting.keys()) keep(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    // The answer may replace the other forms of a panel: what was just typed there is kept first.
    for (const other of [...waiting.keys()]) keep(other);
    if (!eligible(form)) return;
    pages.set(form, keyOf(form));
    if (form.hasAttribute("hx-post")) return;
    try {
      sessionStorage.setItem(SENT, keyOf(form));
    } catch {
      // The draft stays until it is dropped by hand.
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    const key = pages.get(form);
    if (!key || !event.detail.successful) return;
    pages.delete(form);
    if (event.detail.xhr.status === 204) {
      drop(key).then(shown);
      return;
    }
    // The same form again is still being filled in; another one, or none, means that it is done.
    setTimeout(() => {
      if (!within(document).some((other) => keyOf(other) === key)) drop(key);
      shown();
    });
  });
  const dialog = document.getElementById("dialog");
  document.addEventListener("htmx:afterSwap", (event) => {
    const { target, requestConfig, pathInfo } = event.detail;
    if (target === dialog && requestConfig?.verb === "get") dialog.dataset.at = pathInfo.requestPath;
    if (target === dialog || target?.id === "call") bringBack(target);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "F4" || event.ctrlKey || event.altKey || event.metaKey || dirty().length === 0) return;
    event.preventDefault();
    putAside();
  });
  park?.addEventListener("click", putAside);
  let sent = null;
  try {
    sent = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
  } catch {
    // Nothing is known of the page before.
  }
  const main = document.getElementById("main");
  if (sent && !within(document).some((form) => keyOf(form) === sent)) drop(sent);
  if (main) bringBack(main);
}
