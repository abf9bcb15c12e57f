//! The call lists and the repair of a day, by keyboard alone.

import { test } from "node:test";
import { sitDown, withBrowser } from "../browser.js";
import { cursorIn, looksRight, tabTo } from "../checks.js";
import { signIn, withPractice } from "../office.js";

withBrowser();
const office = withPractice();

async function press(page, locator) {
  await tabTo(page, locator.first(), 200);
  await page.keyboard.press("Enter");
}

test("somebody is put on the waitlist and taken off it again", async (journey) => {
  const page = await sitDown(journey);
  await signIn(page, office, "rosa");
  await page.goto(`${office.address}/waitlist`);
  await page.keyboard.press("n");
  await page.waitForURL(/\/waitlist\/new$/);
  await cursorIn(page, "main input");
  await page.keyboard.type("smith");
  await page.keyboard.press("Enter");
  await press(page, page.getByRole("table").getByRole("link"));
  await page.waitForURL(/patient=/);
  await tabTo(page, page.getByLabel("Kind of visit"));
  await page.keyboard.press("ArrowDown");
  await tabTo(page, page.getByLabel("Note"));
  await page.keyboard.type("dizzy in the morning");
  await looksRight(page, "waitlist-form");
  await press(page, page.getByRole("button", { name: "Put on the waitlist" }));
  await page.getByText("The patient is on the waitlist.").waitFor();
  await page.getByText("dizzy in the morning").waitFor();
  await press(page, page.getByRole("button", { name: /^Take off/ }));
  await page.getByText("The patient is no longer on the waitlist.").waitFor();
});

test("a recall is added, and whoever is due is called", async (journey) => {
  const page = await sitDown(journey);
  await signIn(page, office, "ines");
  await page.goto(`${office.address}/recalls`);
  await tabTo(page, page.getByLabel("Another recall"), 200);
  await page.keyboard.type("Blood pressure");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await press(page, page.getByRole("button", { name: "Add the recall" }));
  await page.getByText("The recall is added.").waitFor();
  await page.getByRole("cell", { name: "Blood pressure" }).first().waitFor();
  await looksRight(page, "recalls");
});

test("the visits of somebody who is away are moved at once", async (journey) => {
  const page = await sitDown(journey);
  await signIn(page, office, "rosa");
  await page.goto(`${office.address}/schedule/repair`);
  await tabTo(page, page.getByLabel("Who is away"));
  await page.keyboard.type("Dr. Okafor");
  await page.waitForURL(/provider=[0-9a-f]{32}/);
  await press(page, page.getByRole("button", { name: /^Move all/ }));
  await page.getByText(/visits? (is|are) moved/).waitFor();
  await page.getByText("Nobody who is still to come has an appointment then.").waitFor();
  await looksRight(page, "day-repair");
});
