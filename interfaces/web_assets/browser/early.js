// Runs before the first paint: the chosen theme, so that no page flashes in the other one.
try {
  const theme = localStorage.getItem("moa.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is closed to this page: the theme of the system stays.
}
document.documentElement.classList.add("has-script");
