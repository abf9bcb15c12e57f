//! Referrals, by keyboard alone: from a chart to a packet that left, and where it then stands.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sitDown, withBrowser } from "../browser.js";
import { cursorIn, looksRight, tabTo } from "../checks.js";
import { logOf, signIn, withPractice } from "../office.js";

withBrowser();
const office = withPractice();

async function press(page, name, role = "button") {
  await tabTo(page, page.getByRole(role, { name }).first());
  await page.keyboard.press("Enter");
}

test("a patient is referred from the chart, the packet leaves, and the worklist follows it", async (journey) => {
  const page = await sitDown(journey);
  await signIn(page, office, "tom");
  await page.keyboard.press("/");
  await page.keyboard.type("smith");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/patients\/[0-9a-f]{32}$/);
  await tabTo(page, page.getByRole("navigation", { name: "Chart" }).getByRole("link", { name: "Referrals" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/patients\/[0-9a-f]{32}\/referrals$/);
  await page.keyboard.press("r");
  await page.waitForURL(/\/referrals\/new\?patient=/);
  await cursorIn(page, "main input[name=q]");
  await page.keyboard.type("heart");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=heart/);
  await press(page, /Maya Chen/, "link");
  await page.waitForURL(/entry=/);
  await cursorIn(page, "main [name=reason]");
  await page.keyboard.type("Chest pain on exertion since March");
  await tabTo(page, page.getByLabel("Asked for by"));
  await page.keyboard.type("Dr. Okafor");
  await looksRight(page, "referral-form");
  await press(page, "Write the draft");
  await page.waitForURL(/\/referrals\/[0-9a-f]{32}$/);
  await tabTo(page, page.getByLabel("Allergies"));
  await page.keyboard.press("Space");
  await press(page, "Keep this choice");
  await page.getByText("The choice is kept.").waitFor();
  assert.equal(await page.getByLabel("Allergies").isChecked(), true);
  await looksRight(page, "referral-draft");
  await press(page, "It is ready to send");
  await page.getByRole("heading", { name: "Send it" }).waitFor();
  await press(page, "Make the packet and send it");
  await page.getByText("The packet is made.").waitFor();
  await tabTo(page, page.getByLabel("Number of the fax confirmation, or why it failed"));
  await page.keyboard.type("00512");
  await page.keyboard.press("Enter");
  await page.getByText("Fax: 00512").waitFor();
  await looksRight(page, "referral-sent");
  await page.goto(`${office.address}/referrals?whose=mine`);
  await page.getByText("Shoreline Heart Center").first().waitFor();
  await looksRight(page, "referrals");
  assert.doesNotMatch(logOf(office), /Chest pain/);
});
