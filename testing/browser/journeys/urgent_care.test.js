//! Urgent care by keyboard alone: somebody walks in, is found urgent, and is taken by the next provider with one key.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sitDown, withBrowser } from "../browser.js";
import { cursorIn, looksRight, tabTo } from "../checks.js";
import { logOf, signIn, withPractice } from "../office.js";

withBrowser();
const office = withPractice();

const queue = (page) => page.locator(".board-queue tbody tr");

/** Signs in at the same site as everybody else: where somebody works first is not always the same. */
async function signInAt(journey, login) {
  const page = await sitDown(journey);
  await signIn(page, office, login);
  const menu = page.locator("details.menu", { has: page.locator("form[action='/session/site']") });
  await press(page, menu.locator("summary"));
  await press(page, menu.getByRole("button", { name: "Lakeside", exact: true }));
  await page.locator("header summary", { hasText: "Lakeside" }).waitFor();
  return page;
}

async function openBoard(journey, login) {
  const page = await signInAt(journey, login);
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await page.waitForURL("**/board");
  return page;
}

/** Presses a button or follows a link, by Tab and Enter. */
async function press(page, what) {
  await tabTo(page, what, 200);
  await page.keyboard.press("Enter");
}

/** Rosa takes in somebody who came without an appointment and names no provider; answers with their name. */
async function walkIn(rosa, letters, reason) {
  await rosa.goto(`${office.address}/walk-ins/new`);
  await cursorIn(rosa, "#pick");
  await rosa.keyboard.type(letters);
  await rosa.keyboard.press("Enter");
  const found = rosa.locator("main a[href*='/walk-ins/new?patient=']").first();
  await found.waitFor();
  await press(rosa, found);
  await cursorIn(rosa, "select[name=visit_type]");
  await rosa.keyboard.press("ArrowDown");
  assert.equal(await rosa.locator("select[name=provider] option:checked").innerText(), "The next provider");
  await tabTo(rosa, rosa.locator("input[name=reason]"), 10);
  await rosa.keyboard.type(reason);
  await rosa.keyboard.press("Enter");
  await rosa.waitForURL("**/check-in");
}

test("a site becomes one of urgent care, and the next patient is taken with one key", async (journey) => {
  const ines = await signInAt(journey, "ines");
  await ines.goto(`${office.address}/urgent-care`);
  await cursorIn(ines, "input[name=on]");
  await ines.keyboard.press("Space");
  assert.ok(await ines.locator("input[name=on]").isChecked());
  await press(ines, ines.getByRole("button", { name: "Set", exact: true }));
  await ines.getByText("It is set. Open boards follow at once.").waitFor();
  await looksRight(ines);

  const rosa = await openBoard(journey, "rosa");
  await walkIn(rosa, "ma", "cut finger");
  await walkIn(rosa, "jo", "chest pain");

  const ruth = await openBoard(journey, "ruth");
  assert.equal(await queue(ruth).count(), 2);
  const second = await queue(ruth).nth(1).locator("a.row-link").innerText();
  await tabTo(ruth, queue(ruth).nth(1).locator("a.row-link"), 200);
  await ruth.keyboard.press("t");
  await cursorIn(ruth, "dialog[open] input[name=level]");
  await ruth.keyboard.press("ArrowDown");
  await ruth.keyboard.press("Enter");
  await queue(ruth).first().filter({ hasText: "Level 2" }).waitFor();
  assert.equal(await queue(ruth).first().locator("a.row-link").innerText(), second, "danger comes before the clock");
  await looksRight(ruth);

  const okafor = await openBoard(journey, "okafor");
  await okafor.keyboard.press("n");
  await okafor.waitForURL("**/visits/*");
  await okafor.getByText("Taken by Dr. Okafor").waitFor();
  await queue(ruth).nth(1).waitFor({ state: "detached" });
  assert.equal(await queue(ruth).count(), 1, "the other boards follow");
  for (const said of ["cut finger", "chest pain", second]) assert.ok(!logOf(office).includes(said));
});
