//! Whom to call, by keyboard alone: somebody is away and their visits go elsewhere; somebody is put on the waitlist.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sitDown, withBrowser } from "../browser.js";
import { accessible, tabTo } from "../checks.js";
import { signIn, withPractice } from "../office.js";

withBrowser();
const office = withPractice();

async function press(page, locator) {
  await tabTo(page, locator, 160);
  await page.keyboard.press("Enter");
}

test("somebody is away, and all of their visits are moved at once", async (journey) => {
  const page = await sitDown(journey);
  await signIn(page, office, "rosa");
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await page.waitForURL("**/schedule");
  await press(page, page.getByRole("link", { name: "Somebody is away" }));
  await page.waitForURL("**/schedule/repair**");
  await tabTo(page, page.locator("select[name=provider]"));
  await page.keyboard.press("ArrowDown");
  const all = page.getByRole("button", { name: /^Move all \d+$/ });
  await all.waitFor();
  await accessible(page);
  const count = Number((await all.innerText()).replace(/\D/g, ""));
  assert.ok(count > 0);
  await press(page, all);
  await page.getByText(/is moved\. Call the patient|visits are moved\. Call the patients/).first().waitFor();
});

test("somebody is put on the waitlist for a time that suits them", async (journey) => {
  const page = await sitDown(journey);
  await signIn(page, office, "rosa");
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await page.waitForURL("**/waitlist");
  await page.keyboard.press("n");
  await page.waitForURL("**/waitlist/new");
  await page.locator("#pick").waitFor();
  await page.keyboard.type("ki");
  await page.keyboard.press("Enter");
  const first = page.locator("tbody a").first();
  await first.waitFor();
  const name = await first.innerText();
  await press(page, first);
  const kind = page.locator("select[name=visit_type]");
  await kind.waitFor();
  await tabTo(page, kind);
  await page.keyboard.press("ArrowDown");
  await accessible(page);
  await tabTo(page, page.locator("input[name=note]"));
  await page.keyboard.type("Dizzy in the morning");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/waitlist");
  await page.locator("#waitlist").getByText(name).first().waitFor();
});
