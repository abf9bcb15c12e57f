// Scanners that work like a keyboard: a licence's bar code begins with @ and the Enter key. Wherever the cursor is in a form with
// a field for it, the scan goes there instead of into a name; when it has come through whole, the form is sent to be read.
const QUIET_MS = 350;
const fieldOf = (form) => form?.querySelector("textarea[name=licence]");
let quiet;

addEventListener(
  "keydown",
  (event) => {
    const here = event.target;
    if (event.key !== "Enter" || !here.matches?.("input") || here.value !== "@") return;
    const field = fieldOf(here.form);
    if (!field) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    here.value = here.defaultValue === "@" ? "" : here.defaultValue;
    field.value = "@\n";
    field.focus();
    field.setSelectionRange(2, 2);
  },
  true,
);

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.matches("textarea[name=licence]")) return;
  clearTimeout(quiet);
  // A licence has its header, and at least a name and a birthday.
  if (!/(ANSI |AAMVA)[^]*DBB\d{8}/.test(field.value)) return;
  quiet = setTimeout(() => {
    const form = field.form;
    const button = form.querySelector("button[name=licence_step]") ?? form.querySelector("button");
    form.requestSubmit(button);
  }, QUIET_MS);
});
