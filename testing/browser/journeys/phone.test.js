//! The telephone by keyboard alone: from a ringing phone to a booked new patient; and half-done pages that come back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sitDown, withBrowser } from "../browser.js";
import { accessible, cursorIn, looksRight } from "../checks.js";
import { logOf, signIn, withPractice } from "../office.js";

withBrowser();
const office = withPractice();

/** Keystrokes beyond the patient's own data, from the ringing phone to the booked appointment. */
const KEYSTROKES_MAX = 25;

/** Somebody at the keyboard, whose presses are counted. */
function counted(page) {
  const hands = {
    keystrokes: 0,
    /** Any key that is no letter of the patient's own data. */
    async press(key) {
      hands.keystrokes += 1;
      await page.keyboard.press(key);
    },
    /** Letters that choose something of the office's own. */
    async choose(letters) {
      hands.keystrokes += letters.length;
      await page.keyboard.type(letters);
    },
    /** What the patient says of themselves. */
    async own(words) {
      await page.keyboard.type(words);
    },
  };
  return hands;
}

const siteOf = (page) => page.locator("header summary", { hasText: "Site:" });

/** Adds a line at this site and gives its token. */
async function newLine(journey, site) {
  const ines = await sitDown(journey);
  await signIn(ines, office, "ines");
  await siteOf(ines).focus();
  await ines.keyboard.press("Enter");
  await ines.locator("header button[name=site]", { hasText: site }).focus();
  await ines.keyboard.press("Enter");
  await siteOf(ines).filter({ hasText: site }).waitFor();
  await ines.goto(`${office.address}/phone-lines`);
  await ines.getByLabel("What is the line called?").fill("Main number");
  await ines.keyboard.press("Enter");
  const token = await ines.locator("code.digits").innerText();
  await accessible(ines);
  return token.trim();
}

const ring = (token, number) =>
  fetch(`${office.address}/hooks/calls`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ number }),
  });

test("from a ringing phone to a booked new patient, without losing the page below", async (journey) => {
  const rosa = await sitDown(journey);
  await signIn(rosa, office, "rosa");
  const site = (await siteOf(rosa).innerText()).replace("Site:", "").trim();
  const token = await newLine(journey, site);
  await rosa.goto(`${office.address}/patients/new`);
  await cursorIn(rosa, "input[name=given]");
  await rosa.keyboard.type("Halima");

  assert.equal((await ring(token, "+1 555 010 0199")).status, 204);
  await rosa.locator(".ringing-card").getByText("(555) 010-0199").waitFor();
  await accessible(rosa);

  const hands = counted(rosa);
  await hands.press("F2");
  await cursorIn(rosa, "#call-q");
  await hands.own("zora quillfeather 3/12/1984");
  await hands.press("Enter");
  await cursorIn(rosa, "#call-sex");
  assert.equal(await rosa.locator("#call-mobile").inputValue(), "(555) 010-0199", "the number came with the call");
  await accessible(rosa);
  await hands.own("F");
  await hands.press("Enter");
  await cursorIn(rosa, "#call-visit-type");
  await looksRight(rosa, "call");
  await hands.choose("New");
  await hands.press("Enter");
  await cursorIn(rosa, "button[name=take]");
  await accessible(rosa);
  await hands.press("Enter");
  await rosa.locator("#call .notice", { hasText: "Booked: " }).waitFor();
  await cursorIn(rosa, "#call-outcome");
  await hands.press("Enter");
  await rosa.locator("#call[open]").waitFor({ state: "detached" });
  assert.ok(hands.keystrokes <= KEYSTROKES_MAX, `${hands.keystrokes} keystrokes beyond the patient's own data`);
  journey.diagnostic(`${hands.keystrokes} keystrokes beyond the patient's own data`);

  assert.equal(await rosa.locator("main input[name=given]").inputValue(), "Halima", "the page below is as it was");
  await cursorIn(rosa, "main input[name=given]");
  assert.equal(await rosa.locator(".ringing-card").count(), 0, "it rings no more");

  await rosa.keyboard.press("Control+k");
  await rosa.keyboard.type("quillfeather");
  for (const group of ["People", "Appointments"]) {
    await rosa.getByRole("group", { name: group }).getByRole("option", { name: /Quillfeather, Zora/ }).waitFor();
  }
  const log = logOf(office).toLowerCase();
  for (const secret of ["quillfeather", "5550100199", token]) assert.ok(!log.includes(secret), `the log says ${secret}`);
});

test("a parked booking comes back with cursor and text, also after another sign-in", async (journey) => {
  const rosa = await sitDown(journey);
  await signIn(rosa, office, "rosa");
  await rosa.goto(`${office.address}/board`);
  const chart = await rosa.locator("main a[href^='/patients/']").first().getAttribute("href");
  const booking = `${office.address}/appointments/new?patient=${chart.split("/").at(-1)}`;
  await rosa.goto(booking);
  const reason = rosa.locator("input[name=reason]");
  await reason.focus();
  await rosa.keyboard.type("knee hurts on stairs");
  for (let step = 0; step < 7; step += 1) await rosa.keyboard.press("ArrowLeft");
  await rosa.keyboard.press("F4");
  await rosa.waitForURL((url) => url.pathname === "/");
  await rosa.getByRole("link", { name: "Book an appointment" }).waitFor();
  await looksRight(rosa, "now");

  const again = await sitDown(journey);
  await signIn(again, office, "rosa");
  await again.getByRole("link", { name: "Book an appointment" }).focus();
  await again.keyboard.press("Enter");
  await again.waitForURL(booking);
  await again.getByText("What you typed here is back.").waitFor();
  const field = again.locator("input[name=reason]");
  assert.equal(await field.inputValue(), "knee hurts on stairs");
  await cursorIn(again, "input[name=reason]");
  assert.equal(await field.evaluate((input) => input.selectionStart), "knee hurts on".length, "the cursor stands where it stood");
  await again.keyboard.type(" the");
  assert.equal(await field.inputValue(), "knee hurts on the stairs");
  await accessible(again);
});

test("what is typed is kept a moment later, and is back after the page has gone", async (journey) => {
  const lena = await sitDown(journey);
  await signIn(lena, office, "lena");
  await lena.goto(`${office.address}/patients/new`);
  await cursorIn(lena, "input[name=given]");
  const kept = lena.waitForResponse((answer) => answer.url().endsWith("/drafts"));
  await lena.keyboard.type("Halima");
  assert.equal((await kept).status(), 204);
  const other = await sitDown(journey);
  await signIn(other, office, "lena");
  await other.goto(`${office.address}/patients/new`);
  await other.getByText("What you typed here is back.").waitFor();
  assert.equal(await other.locator("main input[name=given]").inputValue(), "Halima");
  await other.getByRole("button", { name: "Start afresh" }).focus();
  const dropped = other.waitForResponse((answer) => answer.url().endsWith("/drafts/drop"));
  await other.keyboard.press("Enter");
  assert.equal((await dropped).status(), 204);
  await other.getByText("What you typed here is back.").waitFor({ state: "detached" });
  await cursorIn(other, "input[name=given]");
  assert.equal(await other.locator("main input[name=given]").inputValue(), "", "the form is opened afresh");
});
