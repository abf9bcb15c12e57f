//! How the pages look: nothing for axe to find, nothing wider than the screen, in light and dark; the pictures of the README.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sitDown, withBrowser } from "../browser.js";
import { looksRight } from "../checks.js";
import { signIn, withPractice } from "../office.js";

withBrowser();
const office = withPractice();

const PAGES = [
  ["today", "rosa", "/"],
  ["board", "lena", "/board"],
  ["board-lanes", "lena", "/board?view=lanes"],
  ["schedule", "rosa", "/schedule"],
  ["week", "rosa", "/schedule/week"],
  ["patients", "rosa", "/patients"],
  ["register", "rosa", "/patients/new"],
  ["walk-in", "rosa", "/walk-ins/new"],
  ["staff", "ines", "/staff"],
  ["practice", "ines", "/practice"],
  ["access-review", "priya", "/access-review"],
  ["account", "rosa", "/account"],
];

for (const [name, login, path] of PAGES) {
  test(`${name} looks right`, async (journey) => {
    const page = await sitDown(journey);
    await signIn(page, office, login);
    await page.goto(office.address + path);
    await looksRight(page, name);
  });
}

/** Every other page that has an address of its own, by who works there. */
const OTHERS = {
  rosa: [
    "/schedule/repair", "/waitlist", "/waitlist/new", "/to-rebook", "/recalls", "/appointments/new", "/calls", "/red-flags",
    "/documents", "/documents/new", "/self-check-ins", "/patients/duplicates", "/referrals", "/referrals-in",
    "/referrals-in/new", "/directory", "/directory/new", "/directory/imported", "/referral-clocks", "/reminders", "/reminder-calls", "/reminder-letters",
  ],
  ines: [
    "/staff/new", "/hours", "/visit-types", "/visit-types/new", "/closures", "/closures/new", "/wait-limits", "/fees",
    "/consent-editions", "/practice/sites/new", "/phone-lines", "/forms", "/kiosks", "/reminders/rules", "/reminders/steps/new",
    "/reminders/wordings/new", "/figures", "/figures/phone",
  ],
};

for (const [login, paths] of Object.entries(OTHERS)) {
  test(`the other pages of ${login} look right`, async (journey) => {
    const page = await sitDown(journey);
    await signIn(page, office, login);
    for (const path of paths) {
      const answer = await page.goto(office.address + path);
      assert.equal(answer.status(), 200, path);
      await looksRight(page);
    }
  });
}

test("a chart looks right", async (journey) => {
  const page = await sitDown(journey);
  await signIn(page, office, "okafor");
  await page.goto(`${office.address}/board`);
  const visit = page.locator("a.row-link").first();
  await visit.click();
  await page.locator("a[href^='/patients/']").first().click();
  await page.waitForURL("**/patients/*");
  await looksRight(page, "chart");
});

test("the check-in looks right", async (journey) => {
  const page = await sitDown(journey);
  await signIn(page, office, "rosa");
  await page.goto(`${office.address}/board`);
  const visits = page.locator("table", { hasText: "Patients in the office" }).locator("tbody tr").filter({ visible: true });
  const before = await visits.count();
  await page.getByRole("button", { name: /^Arrived/ }).first().click();
  await visits.nth(before).waitFor();
  await page.getByRole("link", { name: /^Check in/ }).first().click();
  await page.waitForURL("**/check-in");
  await looksRight(page, "check-in");
});
