// Minutes run on between updates, by the server's clock; crossing a limit changes icon, word and color.
const offset = Number(document.documentElement.dataset.now ?? Date.now()) - Date.now();
const WORDS = { fine: "", long: "long", late: "too long" };

/** Milliseconds since 1970 by the server's clock. */
export const serverNow = () => Date.now() + offset;

const told = (minutes) => (minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`);

export function tick(within = document) {
  for (const element of within.querySelectorAll("[data-since]")) {
    const { since, long, tooLong } = element.dataset;
    const minutes = Math.max(0, Math.floor((serverNow() - Number(since)) / 60000));
    const level = minutes >= Number(tooLong) ? "late" : minutes >= Number(long) ? "long" : "fine";
    element.dataset.level = level;
    element.querySelector("use").setAttribute("href", `#minutes-${level}`);
    element.querySelector("[data-minutes]").textContent = told(minutes);
    element.querySelector("[data-word]").textContent = WORDS[level];
  }
}

tick();
setInterval(tick, 5000);
document.addEventListener("htmx:afterSettle", () => tick());
document.addEventListener("visibilitychange", () => tick());
