//! Booking by keyboard alone: from the schedule, for somebody found by a few letters, at the first free time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sitDown, withBrowser } from "../browser.js";
import { accessible, cursorIn, tabTo } from "../checks.js";
import { signIn, withPractice } from "../office.js";

withBrowser();
const office = withPractice();

async function press(page, locator) {
  await tabTo(page, locator, 120);
  await page.keyboard.press("Enter");
}

async function openSchedule(journey) {
  const page = await sitDown(journey);
  await signIn(page, office, "rosa");
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await page.waitForURL("**/schedule");
  return page;
}

/** Opens the booking dialog for the first patient whom these letters find; answers with their name. */
async function beginFor(page, letters) {
  await page.keyboard.press("n");
  const dialog = page.locator("dialog[open]");
  await cursorIn(page, "#pick");
  await page.keyboard.type(letters);
  await page.keyboard.press("Enter");
  const first = dialog.locator("tbody a").first();
  await first.waitFor();
  const name = await first.innerText();
  await press(page, first);
  const kind = dialog.locator("select[name=visit_type]");
  await kind.waitFor();
  await tabTo(page, kind);
  await page.keyboard.press("ArrowDown");
  return name;
}

test("a patient is found, a free time is taken, and the appointment stands on the schedule", async (journey) => {
  const page = await openSchedule(journey);
  const name = await beginFor(page, "ki");
  const dialog = page.locator("dialog[open]");
  await accessible(page);
  await press(page, dialog.getByRole("button", { name: "First free times" }));
  const time = dialog.locator("button[name=take]").first();
  await time.waitFor();
  const [provider, day] = (await time.getAttribute("value")).split("|");
  assert.ok(provider);
  await press(page, time);
  await dialog.waitFor({ state: "detached" });
  await page.goto(`${office.address}/schedule?day=${day}`);
  await page.locator("#schedule").getByText(name).first().waitFor();
});

test("a time at which nobody is there is refused in a sentence, and what was typed is still there", async (journey) => {
  const page = await openSchedule(journey);
  await beginFor(page, "sm");
  const dialog = page.locator("dialog[open]");
  await tabTo(page, dialog.locator("select[name=provider]"));
  await page.keyboard.press("ArrowDown");
  await tabTo(page, dialog.locator("input[name=time]"));
  await page.keyboard.type("05:00");
  await tabTo(page, dialog.locator("input[name=reason]"));
  await page.keyboard.type("Knee pain");
  await page.keyboard.press("Enter");
  await dialog.getByText(/sees patients at this site on this day/).first().waitFor();
  assert.equal(await dialog.locator("input[name=reason]").inputValue(), "Knee pain");
  await accessible(page);
});
