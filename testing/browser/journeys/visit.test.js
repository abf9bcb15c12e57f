//! What goes wrong at a front desk, by keyboard alone: a wrong status, a taken time, two at once; and the way home.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sitDown, withBrowser } from "../browser.js";
import { accessible, cursorIn, tabTo } from "../checks.js";
import { signIn, withPractice } from "../office.js";

withBrowser();
const office = withPractice();

const here = (page) => page.locator("table.board tbody tr");

async function sitDownAt(journey, login, path) {
  const page = await sitDown(journey);
  await signIn(page, office, login);
  await page.goto(office.address + path);
  return page;
}

/** Goes to a deed by Tab and presses Enter. */
async function press(page, locator) {
  await tabTo(page, locator, 250);
  await page.keyboard.press("Enter");
}

/** Goes on, day by day, until appointments that can be moved are there. */
async function nextWorkingDay(page) {
  const movable = page.locator(".block[data-moves]");
  for (let days = 0; days === 0 || (days < 5 && (await movable.count()) === 0); days += 1) {
    const before = page.url();
    await page.keyboard.press("]");
    await page.waitForURL((url) => url.href !== before);
    await page.locator("[data-day-grid]").waitFor();
  }
}

test("a wrong status is taken back from the menu of its row, and the check-in goes on from tick to tick", async (journey) => {
  const rosa = await sitDownAt(journey, "rosa", "/board");
  const expected = rosa.locator("tr[id^=expected-]").first();
  const name = await expected.locator("a.row-link").innerText();
  await press(rosa, expected.getByRole("button", { name: /^Arrived/ }));
  const row = here(rosa).filter({ hasText: name });
  await press(rosa, row.getByRole("link", { name: /^Check in/ }));
  await rosa.waitForURL("**/check-in");
  await press(rosa, rosa.getByRole("button", { name: "Name and birthday, said" }));
  await rosa.locator("#tick-identity").waitFor({ state: "detached" });
  assert.equal(await rosa.evaluate(() => document.activeElement.id), "tick-demographics", "on to the next tick");
  await accessible(rosa);

  await rosa.goto(`${office.address}/board`);
  await row.filter({ hasText: "Checking in" }).waitFor();
  await press(rosa, row.locator("summary"));
  await press(rosa, row.getByRole("button", { name: /^Undo the last status/ }));
  await row.filter({ hasText: "Arrived" }).waitFor();

  await press(rosa, row.locator("summary"));
  await press(rosa, row.getByRole("link", { name: /^Room at once/ }));
  const dialog = rosa.locator("dialog[open]");
  await dialog.locator("input[name=room]").first().waitFor();
  await accessible(rosa);
  await rosa.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await row.filter({ hasText: "Roomed" }).waitFor();
});

test("a patient goes from the provider to the door and home", async (journey) => {
  const rosa = await sitDownAt(journey, "rosa", "/board");
  const step = rosa.getByRole("button", { name: /^(Ready for provider|With provider|To check-out)/ });
  const row = here(rosa).filter({ has: step.filter({ visible: true }) }).first();
  const id = await row.getAttribute("id");
  const mine = rosa.locator(`#${id}`);
  const out = mine.getByRole("link", { name: /^Check out/ });
  while ((await out.count()) === 0) {
    const before = await mine.locator("td").allTextContents();
    await press(rosa, mine.locator(".row-deeds > form button").first());
    await rosa.waitForFunction(([at, was]) => document.getElementById(at)?.textContent.includes(was) === false, [id, before.at(-1)]);
  }
  await press(rosa, out);
  await rosa.waitForURL("**/check-out");
  await accessible(rosa);
  await press(rosa, rosa.locator("#main").getByRole("button", { name: /^Check out/ }));
  await rosa.waitForURL("**/board");
  await rosa.getByText("The patient is checked out.").waitFor();
  assert.equal(await mine.filter({ visible: true }).count(), 0, "who went home is not in the office");
});

test("an appointment carried onto another is not moved, and the desk is told why", async (journey) => {
  const rosa = await sitDownAt(journey, "rosa", "/schedule");
  await nextWorkingDay(rosa);
  const pair = await rosa.evaluate(() => {
    const start = (block) => Number(block.dataset.start);
    for (const column of document.querySelectorAll("[data-column]")) {
      const [first, second] = [...column.querySelectorAll(".block[data-moves]")].sort((one, other) => start(one) - start(other));
      if (second && start(second) > start(first)) return { id: first.id, at: start(first), steps: Math.ceil((start(second) - start(first)) / 15) };
    }
    return null;
  });
  assert.ok(pair, "somebody has two appointments");
  const block = rosa.locator(`#${pair.id}`);
  await block.focus();
  await rosa.keyboard.press("m");
  for (let step = 0; step < pair.steps; step += 1) await rosa.keyboard.press("ArrowDown");
  await rosa.keyboard.press("Enter");
  await rosa.locator("#notices").getByText(/already has an appointment from/).waitFor();
  assert.equal(Number(await block.getAttribute("data-start")), pair.at, "nothing moved");
});

test("who may book over an appointment says why, and both stand side by side", async (journey) => {
  const lena = await sitDownAt(journey, "lena", "/schedule");
  await nextWorkingDay(lena);
  const block = lena.locator(".block[data-moves]").first();
  const at = Number(await block.getAttribute("data-start"));
  const [provider] = (await lena.locator("[data-column]", { has: block }).first().getAttribute("data-column")).split("_");
  await lena.keyboard.press("n");
  const dialog = lena.locator("dialog[open]");
  await cursorIn(lena, "#pick");
  await lena.keyboard.type("an");
  await lena.keyboard.press("Enter");
  await press(lena, dialog.locator("tbody a").first());
  await tabTo(lena, dialog.locator("select[name=visit_type]"));
  await lena.keyboard.press("ArrowDown");
  await tabTo(lena, dialog.locator("select[name=provider]"));
  const choices = dialog.locator("select[name=provider] option");
  for (let more = await choices.count(); more > 0; more -= 1) {
    if ((await dialog.locator("select[name=provider]").inputValue()) === provider) break;
    await lena.keyboard.press("ArrowDown");
  }
  await tabTo(lena, dialog.locator("input[name=time]"));
  await lena.keyboard.type(`${Math.floor(at / 60)}:${String(at % 60).padStart(2, "0")}`);
  await lena.keyboard.press("Enter");
  await dialog.getByText(/already has an appointment from/).first().waitFor();
  await accessible(lena);
  await tabTo(lena, dialog.locator("input[name=double_reason]"));
  await lena.keyboard.type("The provider asked for them");
  await press(lena, dialog.getByRole("button", { name: "Book over it" }));
  await dialog.waitFor({ state: "detached" });
  await lena.locator("#schedule").getByText(/double-booked/).first().waitFor();
});
