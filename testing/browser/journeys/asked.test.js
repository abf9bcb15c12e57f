//! The booking questions: built in the browser, then answered with digits alone, from the question to the booked appointment.

import { test } from "node:test";
import { sitDown, withBrowser } from "../browser.js";
import { accessible, cursorIn, looksRight, tabTo } from "../checks.js";
import { signIn, withPractice } from "../office.js";

withBrowser();
const office = withPractice();

const press = async (page, name) => {
  const button = page.getByRole("button", { name, exact: true }).first();
  await tabTo(page, button, 200);
  await page.keyboard.press("Enter");
};

/** Ines builds two questions and publishes them. */
async function publish(ines) {
  await ines.goto(`${office.address}/booking-questions`);
  await press(ines, "Write the first question");
  await ines.locator("#asks-0").fill("What is it about?");
  await ines.locator("#says-0-0").fill("Something hurts");
  await ines.locator("#leads-0-0").selectOption("new");
  await ines.locator("#says-0-1").fill("A result or a form");
  await ines.locator("#leads-0-1").selectOption("not");
  await press(ines, "Keep the draft");
  await ines.locator("#tell-0-1").fill("I will have somebody call you back.");
  await ines.locator("#asks-1").fill("Since when?");
  await ines.locator("#says-1-0").fill("Since today");
  const kind = (name) => ines.locator("#leads-1-0 option[value^=book]", { hasText: name }).getAttribute("value");
  await ines.locator("#leads-1-0").selectOption(await kind("Annual exam"));
  await ines.locator("#says-1-1").fill("For longer");
  await ines.locator("#leads-1-1").selectOption(await kind("Sick visit"));
  await press(ines, "Keep the draft");
  await ines.getByText("The draft is kept.").waitFor();
  await looksRight(ines, "booking-questions");
  await press(ines, "Publish edition 1");
  await ines.getByText("The desk asks edition 1 now.").waitFor();
}

test("questions are built, answered with digits, taken a step back, and kept with the appointment", async (journey) => {
  const ines = await sitDown(journey);
  await signIn(ines, office, "ines");
  await publish(ines);

  const rosa = await sitDown(journey);
  await signIn(rosa, office, "rosa");
  await rosa.goto(`${office.address}/board`);
  const chart = await rosa.locator("main a[href^='/patients/']").first().getAttribute("href");
  await rosa.goto(`${office.address}/appointments/new?patient=${chart.split("/").at(-1)}`);
  await cursorIn(rosa, "[data-digit='1']");
  await looksRight(rosa, "asked");
  await rosa.keyboard.press("2");
  await rosa.getByText("This is not booked here.").waitFor();
  await cursorIn(rosa, "[data-step-back]");
  await rosa.keyboard.press("Backspace");
  await rosa.getByText("What is it about?").waitFor();
  await cursorIn(rosa, "[data-digit='1']");
  await rosa.keyboard.press("1");
  await rosa.getByText("Since when?").waitFor();
  await cursorIn(rosa, "[data-digit='1']");
  await rosa.keyboard.press("2");
  await cursorIn(rosa, "button[name=take]");
  await looksRight(rosa, "asked-and-led");
  // Whoever is on the board is in the office now: the last of the times is free of their own visit.
  await tabTo(rosa, rosa.locator("button[name=take]").last());
  await rosa.keyboard.press("Enter");
  await rosa.waitForURL((url) => url.pathname === "/schedule");
  await rosa.getByText("The appointment is booked.").first().waitFor();
});

test("on the telephone two digits lead to the first free times, also when they are typed at once", async (journey) => {
  const rosa = await sitDown(journey);
  await signIn(rosa, office, "rosa");
  await rosa.keyboard.press("F2");
  await cursorIn(rosa, "#call-q");
  await rosa.keyboard.type("quill newcomer 3/12/1984");
  await rosa.keyboard.press("Enter");
  await cursorIn(rosa, "#call-sex");
  await rosa.keyboard.type("F");
  await rosa.keyboard.press("Enter");
  await cursorIn(rosa, "#call [data-digit='1']");
  await looksRight(rosa, "call-asked");
  await rosa.keyboard.type("12");
  await cursorIn(rosa, "#call button[name=take]");
  await accessible(rosa);
  await rosa.keyboard.press("Enter");
  await rosa.locator("#call .notice", { hasText: "Booked: " }).waitFor();
});
