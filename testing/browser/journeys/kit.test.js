//! The kit alone, on its specimens: what it looks like, and all that its scripts promise to keyboard, pointer and stream.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SCREENS, sitDown, withBrowser } from "../browser.js";
import { looksRight } from "../checks.js";
import { kitDesk } from "../kit_desk.js";

withBrowser();
let desk;
before(async () => (desk = await kitDesk()));
after(() => desk.close());

async function open(journey, name, options) {
  desk.begin();
  const page = await sitDown(journey, options);
  await page.goto(desk.page(name));
  return page;
}

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className);
const focusedRow = (page) => page.evaluate(() => document.activeElement.closest("tr")?.id);
const went = async (page) => (await page.locator("#went").textContent()) ?? "";
const until = async (holds) => {
  for (let tries = 0; tries < 100; tries += 1) {
    if (holds()) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  assert.fail(`never came true: ${holds}`);
};

for (const name of ["pieces", "day", "week", "board", "lanes", "check_in", "register", "sign_in"]) {
  test(`${name} looks right on every screen, in light and dark`, async (journey) => {
    await looksRight(await open(journey, name), `kit-${name}`);
  });
}

test("the search box opens with /, offers while typing, and goes with Enter", async (journey) => {
  const page = await open(journey, "board");
  await page.keyboard.press("/");
  assert.equal(await focused(page), "search");
  await page.keyboard.type("ana");
  await page.locator("#suggestions").waitFor();
  const [asked] = desk.of("POST /search/suggest").slice(-1);
  assert.equal(asked.body.get("q"), "ana");
  assert.equal(asked.body.get("csrf"), "specimen-token");
  assert.equal(asked.headers["x-requested-with"], "moa");
  assert.equal(await page.getAttribute("#search", "aria-activedescendant"), "offer-0-0");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.getAttribute("#search", "aria-activedescendant"), "offer-0-1");
  await page.keyboard.press("Enter");
  assert.equal(await went(page), "/patients/1");
});

test("Ctrl-K searches and Esc leaves", async (journey) => {
  const page = await open(journey, "board");
  await page.keyboard.press("Control+k");
  assert.equal(await focused(page), "search");
  await page.keyboard.press("Escape");
  assert.notEqual(await focused(page), "search");
});

test("g and a letter go to a place, but not while somebody types", async (journey) => {
  const page = await open(journey, "board");
  await page.keyboard.press("/");
  await page.keyboard.type("gs");
  assert.equal(await page.inputValue("#search"), "gs");
  await page.goto(desk.page("board"));
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  assert.equal(await went(page), "/schedule");
});

test("? shows the keys, and single keys can be switched off", async (journey) => {
  const page = await open(journey, "board");
  await page.keyboard.press("?");
  assert.ok(await page.isVisible("#keys"));
  await page.click("[data-single-keys]");
  await page.keyboard.press("Escape");
  assert.ok(!(await page.isVisible("#keys")));
  await page.keyboard.press("?");
  assert.ok(!(await page.isVisible("#keys")));
});

test("j and k go from row to row, Enter opens; so does a press on a row", async (journey) => {
  const page = await open(journey, "board");
  for (const key of ["j", "j", "k"]) await page.keyboard.press(key);
  assert.equal(await focusedRow(page), "visit-v1");
  await page.keyboard.press("Enter");
  assert.equal(await went(page), "/visits/v1");
  await page.goto(desk.page("board"));
  await page.click("#visit-v4 td:nth-child(4)");
  assert.equal(await went(page), "/visits/v4");
});

test("a dialog takes the focus, asks before it drops what was typed, and gives the focus back", async (journey) => {
  const page = await open(journey, "day");
  await page.focus("[data-key=b]");
  await page.keyboard.press("b");
  await page.locator("#dialog[open] #who:focus").waitFor();
  assert.equal(desk.of("GET /book")[0].headers["hx-target"], "dialog");
  await page.keyboard.type("b");
  let questions = 0;
  page.on("dialog", (question) => {
    questions += 1;
    return question.accept();
  });
  await page.keyboard.press("Escape");
  await page.locator("#dialog").waitFor({ state: "hidden" });
  assert.equal(questions, 1);
  assert.match(await focused(page), /button main/);
});

test("a form that is under way is not sent again; once answered it has a new request id", async (journey) => {
  const page = await open(journey, "day");
  await page.keyboard.press("b");
  await page.locator("#dialog[open]").waitFor();
  const before = await page.inputValue("#dialog [name=request_id]");
  await page.evaluate(() => {
    const form = document.querySelector("#dialog form");
    form.requestSubmit();
    form.requestSubmit();
  });
  await until(() => desk.of("POST /book").length > 0);
  await page.locator("#dialog form:not([data-busy])").waitFor();
  assert.deepEqual(desk.of("POST /book").map((sent) => sent.body.get("request_id")), [before]);
});

test("a deed on the board keeps the focus in its row and says that it was done", async (journey) => {
  const page = await open(journey, "board");
  await page.focus("#visit-v1 button");
  // Both before the answer to the first can have come.
  await page.evaluate(() => {
    const button = document.activeElement;
    button.click();
    button.click();
  });
  await page.locator("#notices .notice").waitFor();
  assert.equal(desk.of("POST /visits/v1/next").length, 1);
  assert.equal(await focusedRow(page), "visit-v1");
  await page.click(".notice-close");
  assert.equal(await page.locator("#notices .notice").count(), 0);
});

test("what others do arrives by itself, and the focus stays", async (journey) => {
  const page = await open(journey, "board");
  await until(() => desk.streams.size > 0);
  await page.focus("#visit-v4 .row-link");
  desk.rows = (inside) => inside.replace(">Arrived<", ">Now here<");
  desk.tell("board");
  await page.getByText("Now here").waitFor();
  assert.equal(await focusedRow(page), "visit-v4");
  assert.equal(desk.of("GET /board/rows").at(-1).headers["x-moa-live"], "1");
});

test("when the stream is cut the page says so, and catches up when it is back", async (journey) => {
  const page = await open(journey, "board");
  await until(() => desk.streams.size > 0);
  desk.stream = "down";
  desk.cut();
  await page.locator("#offline").waitFor();
  desk.rows = (inside) => inside.replace(">Arrived<", ">Now here<");
  desk.stream = "up";
  await page.getByText("Now here").waitFor();
  await page.locator("#offline").waitFor({ state: "hidden" });
});

test("minutes cross their limits in word and icon", async (journey) => {
  const page = await open(journey, "board");
  const minutes = page.locator("#visit-v4 td:nth-child(3) .minutes");
  assert.match(await minutes.textContent(), /11 min/);
  await minutes.evaluate((element) => {
    element.dataset.since = String(Number(element.dataset.since) - 30 * 60000);
    document.dispatchEvent(new Event("visibilitychange"));
  });
  assert.match(await minutes.textContent(), /41 min\s*too long/);
});

test("an appointment is lifted with m, carried with the arrows, dropped with Enter", async (journey) => {
  const page = await open(journey, "day");
  assert.equal(await page.locator(".day-grid a[tabindex='0']").count(), 1);
  await page.focus("#block-0-480");
  for (const key of ["m", "ArrowDown", "ArrowDown", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await until(() => desk.of("POST /appointments/0-480/move").length > 0);
  const [{ body }] = desk.of("POST /appointments/0-480/move");
  assert.deepEqual([body.get("column"), body.get("start"), body.get("version"), body.get("csrf")], ["p1", "08:30", "3", "specimen-token"]);
  assert.match(body.get("request_id"), /^\w{32}$/);
  await page.locator("#block-0-480:focus").waitFor();
  assert.equal(await page.locator(".is-carried, .is-lifted").count(), 0);
});

test("Esc puts a lifted appointment back and sends nothing", async (journey) => {
  const page = await open(journey, "day");
  await page.focus("#block-0-480");
  for (const key of ["m", "ArrowDown", "Escape", "m", "Enter"]) await page.keyboard.press(key);
  assert.equal(await page.locator(".is-carried, .is-lifted").count(), 0);
  assert.equal(desk.asked.filter(({ deed }) => deed.endsWith("/move")).length, 0);
});

test("dragged with the mouse; a refusal says why and leaves everything as it was", async (journey) => {
  const page = await open(journey, "day");
  await page.evaluate(() => (document.querySelector(".day-grid").scrollTop = 0));
  const { x, y } = await page.locator("#block-0-495").boundingBox();
  await page.mouse.move(x + 40, y + 6);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 30, { steps: 4 });
  await page.mouse.move(x + 210, y + 54, { steps: 6 });
  await page.mouse.up();
  await page.locator("#notices .notice").waitFor();
  const [{ body }] = desk.of("POST /appointments/0-495/move");
  assert.deepEqual([body.get("column"), body.get("start")], ["p1", "08:45"]);
  assert.match(await page.textContent("#notices"), /Somebody else moved it/);
  assert.ok(!(await page.isVisible("#dialog")));
  assert.equal(await page.locator(".is-carried, .is-lifted").count(), 0);
});

test("g l locks the desk; what was typed is there after unlocking", async (journey) => {
  const page = await open(journey, "register");
  await page.fill("#city", "Springfield");
  await page.locator("#city").blur();
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await page.locator("#lock[open]").waitFor();
  await page.locator("#city").waitFor({ state: "hidden" });
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("Escape");
  await page.locator("#lock[open]").waitFor();
  await page.fill("#unlock-password", "secret");
  await page.keyboard.press("Enter");
  await page.locator("#lock").waitFor({ state: "hidden" });
  await page.locator("#city").waitFor();
  assert.equal(await page.inputValue("#city"), "Springfield");
});

test("a locked session covers the page, whether a deed or the stream says so", async (journey) => {
  const page = await open(journey, "board");
  await page.click("#visit-v3 button");
  await page.locator("#lock[open]").waitFor();
  // The stream of the page that is left may still be there: the new page's own is meant.
  const before = new Set(desk.streams);
  await page.goto(desk.page("board"));
  await until(() => [...desk.streams].some((stream) => !before.has(stream)));
  desk.tell("lock");
  await page.locator("#lock[open]").waitFor();
});

test("faults take the focus and lead into their fields", async (journey) => {
  const page = await open(journey, "register");
  assert.match(await focused(page), /faults/);
  await page.click(".faults li:nth-child(2) a");
  assert.equal(await focused(page), "born");
});

test("the chosen colors are kept", async (journey) => {
  const page = await open(journey, "board");
  await page.locator(".menu summary").last().click();
  await page.getByRole("button", { name: "Dark" }).click();
  await page.reload();
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "dark");
});

test("leaving what was typed asks first", async (journey) => {
  const page = await open(journey, "register");
  await page.locator("#city").pressSequentially("x");
  const question = page.waitForEvent("dialog");
  await page.evaluate(() => setTimeout(() => document.querySelector(".rail a").click()));
  await (await question).dismiss();
  assert.equal(page.url(), desk.page("register"));
});

test("a tablet's press of half a second lifts, a tap drops", async (journey) => {
  const page = await open(journey, "day", { screen: SCREENS.tablet });
  const touch = (kind, x, y) => page.evaluate(([kind, x, y]) => {
    const at = document.elementFromPoint(x, y);
    at.dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerType: "touch", clientX: x, clientY: y }));
  }, [kind, x, y]);
  const { x, y } = await page.locator("#block-0-480").boundingBox();
  await touch("pointerdown", x + 20, y + 8);
  await page.locator(".is-carried").waitFor();
  await touch("pointerup", x + 20, y + 8);
  // The finger's own click has passed: a busy browser hears the next one before its timers.
  await page.evaluate(() => new Promise((passed) => requestAnimationFrame(() => setTimeout(passed))));
  await page.mouse.click(x + 200, y + 500);
  await until(() => desk.of("POST /appointments/0-480/move").length > 0);
  assert.equal(desk.of("POST /appointments/0-480/move")[0].body.get("column"), "p1");
});
