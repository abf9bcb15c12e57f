//! The door: an office in which nobody is yet is founded, left and entered again, by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sitDown, withBrowser } from "../browser.js";
import { cursorIn, looksRight } from "../checks.js";
import { withEmptyOffice } from "../office.js";

withBrowser();
const office = withEmptyOffice();

const PASSWORD = "seven quiet herons";

/** Types these into one field after the other; null goes on to the next and leaves what is there. */
async function typeInto(page, values) {
  for (const [at, value] of values.entries()) {
    if (at > 0) await page.keyboard.press("Tab");
    if (value !== null) await page.keyboard.type(value);
  }
}

test("the first manager founds the practice", async (journey) => {
  const page = await sitDown(journey);
  await page.goto(office.address);
  await page.waitForURL("**/first-day");
  await looksRight(page, "first-day");
  await cursorIn(page, "input[name=practice]");
  await typeInto(page, ["Lakeside Family Medicine", "Lakeside", null, "12 Shore Road", "Lakeside", "NY", "12345", "5185550100", null]);
  await typeInto(page, [null, "Ines Moreau", "ines", PASSWORD, PASSWORD]);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
  await page.getByText("Ines Moreau").first().waitFor();
});

test("a wrong password is refused in a sentence, the right one opens", async (journey) => {
  const page = await sitDown(journey);
  await page.goto(`${office.address}/sign-in`);
  await looksRight(page, "sign-in");
  await cursorIn(page, "input[name=login]");
  await typeInto(page, ["ines", "not the password"]);
  await page.keyboard.press("Enter");
  await page.getByText("The sign-in name or the password is not right.").waitFor();
  await cursorIn(page, "input[name=password]");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
});

test("nobody founds a practice twice", async (journey) => {
  const page = await sitDown(journey);
  await page.goto(`${office.address}/first-day`);
  assert.equal(new URL(page.url()).pathname, "/sign-in");
});
