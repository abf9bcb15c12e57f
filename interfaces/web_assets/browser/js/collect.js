// Papers to send: files that are chosen, dropped or photographed gather in one list, which can be put in order and thinned out.
// Without it the field sends what was chosen last.
function gather(box) {
  const field = box.querySelector("input[type=file]");
  const list = box.querySelector(".collected");
  let papers = [];

  function show() {
    const all = new DataTransfer();
    for (const paper of papers) all.items.add(paper);
    field.files = all.files;
    list.replaceChildren(
      ...papers.map((paper, at) => {
        const line = document.createElement("li");
        const name = document.createElement("span");
        name.textContent = `${paper.name} · ${Math.max(1, Math.round(paper.size / 1024))} kB`;
        line.append(name);
        if (field.multiple) line.append(button("Earlier", paper, at === 0, () => swap(at, at - 1)));
        line.append(button(box.dataset.sayRemove, paper, false, () => drop(at)));
        return line;
      }),
    );
  }

  function button(words, paper, disabled, does) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button bare";
    made.textContent = words;
    made.setAttribute("aria-label", `${words}: ${paper.name}`);
    made.disabled = disabled;
    made.addEventListener("click", does);
    return made;
  }

  function swap(a, b) {
    [papers[a], papers[b]] = [papers[b], papers[a]];
    show();
  }

  function drop(at) {
    papers.splice(at, 1);
    show();
    field.focus();
  }

  field.addEventListener("change", () => {
    // The browser put the new ones in the place of the old; a person means both.
    const fresh = [...field.files].filter((file) => !papers.includes(file));
    papers = field.multiple ? [...papers, ...fresh] : fresh.slice(-1);
    show();
  });
  for (const kind of ["dragenter", "dragover"]) {
    box.addEventListener(kind, (event) => {
      event.preventDefault();
      box.toggleAttribute("data-over", true);
    });
  }
  for (const kind of ["dragleave", "drop"]) box.addEventListener(kind, () => box.toggleAttribute("data-over", false));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    papers = field.multiple ? [...papers, ...event.dataTransfer.files] : [...event.dataTransfer.files].slice(-1);
    show();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const begin = (root) => {
  for (const box of root.querySelectorAll("[data-collect]:not([data-ready])")) {
    box.setAttribute("data-ready", "");
    gather(box);
  }
};
begin(document);
document.addEventListener("htmx:afterSwap", (event) => begin(event.target));
// A file that misses the field must not open in place of the page.
for (const kind of ["dragover", "drop"]) {
  addEventListener(kind, (event) => document.querySelector("[data-collect]") && event.preventDefault());
}
