//! The board: one fact seen by every open browser, and a visit's whole way through the office by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sitDown, withBrowser } from "../browser.js";
import { tabTo } from "../checks.js";
import { logOf, signIn, withPractice } from "../office.js";

withBrowser();
const office = withPractice();

const expected = (page) => page.locator("table", { hasText: "Patients expected today" }).locator("tbody tr");
const here = (page) => page.locator("table", { hasText: "Patients in the office" }).locator("tbody tr");

async function openBoard(journey, login) {
  const page = await sitDown(journey);
  await signIn(page, office, login);
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await page.waitForURL("**/board");
  return page;
}

/** Marks the first expected patient as arrived, by keyboard; answers with their name. */
async function arrive(page) {
  const row = expected(page).first();
  const name = await row.locator("a.row-link").innerText();
  await tabTo(page, row.getByRole("button", { name: /^Arrived/ }), 200);
  await page.keyboard.press("Enter");
  await here(page).filter({ hasText: name }).waitFor();
  return name;
}

test("an arrival at one desk shows on the other's board within a second, without reload", async (journey) => {
  const rosa = await openBoard(journey, "rosa");
  const sam = await openBoard(journey, "sam");
  await sam.evaluate(() => (window.sameDocument = true));
  const name = await expected(rosa).first().locator("a.row-link").innerText();
  await tabTo(rosa, expected(rosa).first().getByRole("button", { name: /^Arrived/ }), 200);
  const shown = here(sam).filter({ hasText: name }).waitFor();
  const begun = Date.now();
  await rosa.keyboard.press("Enter");
  await here(rosa).filter({ hasText: name }).waitFor();
  const done = Date.now();
  await shown;
  assert.ok(Date.now() - done < 1_000, `it took ${Date.now() - done} ms beyond the first board's ${done - begun}`);
  assert.ok(await sam.evaluate(() => window.sameDocument), "the other board was loaded anew");
});

test("a board whose network was cut catches up by itself", async (journey) => {
  const rosa = await openBoard(journey, "rosa");
  const sam = await openBoard(journey, "sam");
  await sam.context().setOffline(true);
  const name = await arrive(rosa);
  assert.equal(await here(sam).filter({ hasText: name }).count(), 0);
  await sam.context().setOffline(false);
  await here(sam).filter({ hasText: name }).waitFor();
});

test("a visit goes from the door to the door by keyboard alone", async (journey) => {
  const rosa = await openBoard(journey, "rosa");
  const name = await arrive(rosa);
  const row = (page) => here(page).filter({ hasText: name });

  await tabTo(rosa, row(rosa).getByRole("link", { name: /^Check in/ }), 200);
  await rosa.keyboard.press("Enter");
  await rosa.waitForURL("**/check-in");
  await checkIn(rosa);
  await rosa.waitForURL("**/board");
  await row(rosa).filter({ hasText: "Waiting" }).waitFor();

  const tom = await openBoard(journey, "tom");
  await press(tom, row(tom), "link", /^Room/);
  await tom.locator("dialog[open] input[name=room]").first().waitFor();
  await press(tom, tom.locator("dialog[open]"), "button", "Put in this room");
  await row(tom).filter({ hasText: "Roomed" }).waitFor();
  await press(tom, row(tom), "button", /^Ready/);
  await row(tom).filter({ hasText: "Ready for provider" }).waitFor();
});

/** Goes to a deed by Tab and presses Enter. */
async function press(page, where, role, name) {
  await tabTo(page, where.getByRole(role, { name }).first(), 250);
  await page.keyboard.press("Enter");
}

/** Makes the five ticks of the check-in and sends the patient to the waiting room. */
async function checkIn(page) {
  const main = page.locator("#main");
  const tick = async (name, button) => {
    await press(page, main.locator(`#tick-${name}`), "button", button);
    await main.locator(`#tick-${name}`).waitFor({ state: "detached" });
  };
  await tick("identity", "Name and birthday, said");
  await tick("demographics", "Nothing changed");
  await tick("coverage", /^(Card seen, unchanged|Self-pay)/);
  const unsigned = main.locator("#tick-consents").getByRole("button", { name: /^Signed/ });
  for (let left = await unsigned.count(); left > 0; left -= 1) {
    await press(page, main.locator("#tick-consents"), "button", /^Signed/);
    await unsigned.nth(left - 1).waitFor({ state: "detached" });
  }
  await tick("consents", "All are signed and in force");
  await tick("payment", "Nothing is due");
  await main.getByText("All five are done.").waitFor();
  await press(page, main, "button", /^Checked in/);
}

test("the log names no patient", async (journey) => {
  const page = await openBoard(journey, "rosa");
  await here(page).first().waitFor();
  const names = (await page.locator("a.row-link").allTextContents()).map((name) => name.trim()).filter((name) => name !== "");
  assert.ok(names.length > 0);
  const log = logOf(office);
  assert.match(log, /answered/, "the log says nothing at all");
  for (const family of names.map((name) => name.split(",")[0])) {
    assert.doesNotMatch(log, new RegExp(`\\b${family}\\b`), "a patient's name is in the log");
  }
});
