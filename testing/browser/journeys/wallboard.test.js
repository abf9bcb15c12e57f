//! The wallboard: paired by a code, large on every television, without a name, live, and honest when the network is cut.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sitDown, withBrowser } from "../browser.js";
import { accessible, fitsTheScreen, looksRight } from "../checks.js";
import { signIn, withPractice } from "../office.js";

withBrowser();
const office = withPractice();

const TELEVISIONS = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
];

/** Ines registers a screen and gives its code. */
async function code(journey) {
  const ines = await sitDown(journey);
  await signIn(ines, office, "ines");
  await ines.goto(`${office.address}/kiosks`);
  await looksRight(ines, "screens");
  await ines.locator("input[name=name]").fill("Waiting room");
  await ines.locator("select[name=purpose]").selectOption("wallboard");
  await ines.getByRole("button", { name: "Register a screen" }).focus();
  await ines.keyboard.press("Enter");
  const digits = (await ines.locator(".kiosk-code .digits").innerText()).trim();
  assert.match(digits, /^\d{8}$/);
  return digits;
}

/** Every name of a patient that the board of the desk shows. */
async function names(journey) {
  const rosa = await sitDown(journey);
  await signIn(rosa, office, "rosa");
  await rosa.goto(`${office.address}/board`);
  const all = await rosa.locator("main a[href^='/visits/']").allInnerTexts();
  return all.flatMap((name) => name.split(/[\s,]+/)).filter((word) => word.length > 3);
}

test("a television shows the day without a name, and says when it is no longer up to date", async (journey) => {
  const pairing = await code(journey);
  const known = await names(journey);
  assert.ok(known.length > 4, "somebody is here");
  const screen = await sitDown(journey, { screen: TELEVISIONS[0] });
  await screen.clock.install();
  await screen.goto(`${office.address}/wallboard`);
  await screen.locator("input[name=code]").fill(pairing);
  await screen.keyboard.press("Enter");
  await screen.locator(".wall-head").waitFor();
  const shown = await screen.locator("main").innerText();
  const staff = await screen.locator(".wall-providers strong").allInnerTexts();
  for (const name of known) {
    assert.ok(!shown.includes(name) || staff.some((who) => who.includes(name)), `${name} is on the wall`);
  }
  const keep = process.env.MOA_UPDATE_SCREENSHOTS === "1";
  for (const size of TELEVISIONS) {
    await screen.setViewportSize(size);
    for (const theme of ["light", "dark"]) {
      await screen.emulateMedia({ colorScheme: theme });
      await fitsTheScreen(screen);
      await accessible(screen);
      const { tall, room } = await screen.evaluate(() => ({ tall: document.documentElement.scrollHeight, room: innerHeight }));
      assert.ok(tall <= room, "nothing scrolls on a wall");
      const small = await screen.evaluate(() => Math.min(...[...document.querySelectorAll("main *")].filter((one) => one.childElementCount === 0 && one.textContent.trim() && one.offsetParent).map((one) => parseFloat(getComputedStyle(one).fontSize) / innerHeight)));
      assert.ok(small >= 0.024, `the smallest letters are ${small} of the height`);
      if (keep) await screen.screenshot({ path: new URL(`../../../docs/screenshots/wallboard-${theme}-${size.height}.png`, import.meta.url).pathname });
    }
  }
  assert.equal(await screen.locator("[data-wall-stale]").isVisible(), false);
  await screen.context().setOffline(true);
  await screen.clock.fastForward("02:00");
  await screen.getByText(/Not up to date: as of/).waitFor();
  await screen.context().setOffline(false);
  await screen.clock.fastForward("00:45");
  await screen.locator("[data-wall-stale]").waitFor({ state: "hidden" });
  await screen.goto(`${office.address}/board`);
  assert.equal(new URL(screen.url()).pathname, "/wallboard", "it reaches nothing else");
});
