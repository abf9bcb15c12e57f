// The choice between light, dark and the system's own; kept in this browser only.
const KEY = "moa.theme";
const buttons = document.querySelectorAll("[data-theme-choice]");

function show(choice) {
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

function kept() {
  try {
    return localStorage.getItem(KEY) ?? "system";
  } catch {
    return "system";
  }
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    show(button.dataset.themeChoice);
    try {
      localStorage.setItem(KEY, button.dataset.themeChoice);
    } catch {
      // Storage is closed: the choice holds for this page.
    }
  });
}
show(kept());
