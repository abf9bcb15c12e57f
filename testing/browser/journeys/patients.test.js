//! Patients by keyboard alone: searched in vain, registered, a twin told apart, found again, corrected.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sitDown, withBrowser } from "../browser.js";
import { accessible, cursorIn, looksRight, tabTo } from "../checks.js";
import { logOf, withEmptyOffice } from "../office.js";

withBrowser();
const office = withEmptyOffice();

const FIRST_DAY = {
  practice: "Lakeside Family Medicine",
  site: "Lakeside",
  street: "12 Shore Road",
  city: "Lakeside",
  state: "NY",
  postal_code: "12345",
  name: "Ines Moreau",
  login: "ines",
  password: "paper boats float",
  again: "paper boats float",
};

async function openTheOffice(page) {
  await page.goto(`${office.address}/first-day`);
  for (const [field, typed] of Object.entries(FIRST_DAY)) await page.locator(`[name=${field}]`).fill(typed);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
}

/** Types into the field of this label, reached by Tab. */
async function typeInto(page, label, words) {
  await tabTo(page, page.getByLabel(label, { exact: false }).first());
  await page.keyboard.type(words);
}

const inChart = (url) => /^\/patients\/[0-9a-f]{32}$/.test(url.pathname);

test("somebody new is searched, registered, told apart from a twin, found and corrected by keyboard alone", async (journey) => {
  const page = await sitDown(journey);
  await openTheOffice(page);

  await page.keyboard.press("/");
  await page.keyboard.type("zora quillfeather 3/12/1984");
  await page.getByRole("option", { name: "Register a new patient", selected: true }).waitFor();
  await accessible(page);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/patients/new" && url.search === "");
  assert.equal(await page.getByLabel("Given name").inputValue(), "Zora");
  assert.equal(await page.getByLabel("Family name").inputValue(), "Quillfeather");
  await looksRight(page, "new-patient");

  await typeInto(page, "Mobile phone", "5");
  await page.keyboard.press("Enter");
  // The faults have the focus.
  await cursorIn(page, "[role=alert]");
  await page.getByRole("alert").getByText("Choose the sex").waitFor();
  await tabTo(page, page.getByLabel("Sex on record"));
  await page.keyboard.type("Fem");
  await typeInto(page, "Mobile phone", "5550100199");
  await page.keyboard.press("Enter");
  await page.waitForURL(inChart);
  assert.ok(!(await page.title()).includes("Quillfeather"), "no name in the browser's history");
  await page.getByRole("region", { name: "Patient" }).getByText("Quillfeather, Zora").waitFor();
  await looksRight(page, "chart-new");

  await page.goto(`${office.address}/patients/new`);
  await cursorIn(page, "input[name=given]");
  await page.keyboard.type("Zorah");
  await typeInto(page, "Family name", "Quillfeather");
  await typeInto(page, "Date of birth", "03121984");
  await tabTo(page, page.getByLabel("Sex on record"));
  await page.keyboard.type("Fem");
  await tabTo(page, page.getByLabel("E-mail"));
  await page.keyboard.press("Enter");
  await page.getByText("Somebody like this is on file").waitFor();
  await accessible(page);
  await tabTo(page, page.getByRole("button", { name: "None of these: register" }).first());
  await page.keyboard.press("Enter");
  await page.waitForURL(inChart);

  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.waitForURL((url) => url.pathname === "/patients");
  await cursorIn(page, "#find");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("quill 3/12/1984 zora");
  await page.getByRole("option", { name: "Quillfeather, Zorah" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForURL(inChart);

  await page.keyboard.press("e");
  await page.waitForURL((url) => url.pathname.endsWith("/demographics"));
  await typeInto(page, "Goes by", "Zo");
  await page.keyboard.press("Enter");
  await page.waitForURL(inChart);
  await page.getByText("The demographics are saved.").waitFor();
  await tabTo(page, page.getByRole("link", { name: "Changes" }));
  await page.keyboard.press("Enter");
  await page.getByRole("cell", { name: "Zo", exact: true }).waitFor();
  await accessible(page);

  const log = logOf(office).toLowerCase();
  for (const secret of ["quillfeather", "zora", "1984", "5550100199"]) assert.ok(!log.includes(secret), `the log says ${secret}`);
});
