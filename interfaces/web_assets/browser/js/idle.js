// A kiosk that nobody touches any more begins anew, and takes with it what was typed. The server closes the sitting then.
const page = document.querySelector("[data-idle-seconds]");
if (page) {
  const most = Number(page.dataset.idleSeconds) * 1000;
  let touched = Date.now();
  for (const kind of ["pointerdown", "keydown", "input", "scroll"]) {
    addEventListener(kind, () => (touched = Date.now()), { capture: true, passive: true });
  }
  setInterval(() => Date.now() - touched > most && location.replace("/kiosk"), 1000);
}
