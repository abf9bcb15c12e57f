// A button that prints the page, as the browser's own menu does.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});
