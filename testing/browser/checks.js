//! What must hold on every page: axe finds nothing, nothing sticks out sideways, the pictures are fresh.

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { SCREENS } from "./browser.js";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PICTURES = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Axe finds nothing on the page as it stands (WCAG 2.2 AA and its best practices). */
export async function accessible(page) {
  // Through the debugger, not a script element: the page's content security policy stays as it is.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags, resultTypes: ["violations"] }), WCAG);
  const sentences = violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 5).map((node) => `${id}: ${help}\n    ${node.target.join(" ")}\n    ${node.failureSummary.replaceAll("\n", " ")}`),
  );
  assert.equal(sentences.length, 0, `axe on ${new URL(page.url()).pathname}:\n${sentences.join("\n")}`);
}

/** Nothing on the page is wider than the screen. */
export async function fitsTheScreen(page) {
  // A new size reaches the style sheet's conditions only with the next frame.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const { wide, screen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: innerWidth }));
  assert.ok(wide <= screen, `${new URL(page.url()).pathname} is ${wide} pixels wide on a screen of ${screen}`);
}

/**
 * The page is accessible in light and dark and fits every screen.
 * With `--update-screenshots` the pictures of a page with a name go to docs/screenshots: `name-light-desk.png` and so on, and
 * `name-print.png`.
 */
export async function looksRight(page, name = "") {
  const keep = name !== "" && process.env.MOA_UPDATE_SCREENSHOTS === "1";
  if (keep) await mkdir(PICTURES, { recursive: true });
  const before = page.viewportSize();
  for (const [screen, size] of Object.entries(SCREENS)) {
    await page.setViewportSize(size);
    for (const theme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: theme, media: "screen" });
      await fitsTheScreen(page);
      if (screen === "desk") await accessible(page);
      if (keep) await page.screenshot({ path: `${PICTURES}${name}-${theme}-${screen}.png` });
    }
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: "light", media: "print" });
  if (keep) await page.screenshot({ path: `${PICTURES}${name}-print.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: "light", media: "screen" });
}

/** Presses Tab until the element that matches has the focus: how far a person without a mouse must go, and that they arrive. */
export async function tabTo(page, locator, stepsMax = 60) {
  for (let step = 0; step < stepsMax; step += 1) {
    if (await locator.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${locator} is not reached within ${stepsMax} presses of Tab`);
}

/** Waits until the cursor is in the element: a page gives it a moment after it has loaded, and what is typed before that is lost. */
export async function cursorIn(page, selector) {
  await page.locator(`${selector}:focus`).waitFor();
}
