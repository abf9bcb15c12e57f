//! The checks themselves can fail: a journey that could not is worth nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sitDown, withBrowser } from "../browser.js";
import { accessible, fitsTheScreen, tabTo } from "../checks.js";

withBrowser();

const page = (body) => `data:text/html,${encodeURIComponent(`<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1>${body}</main></html>`)}`;

test("axe finds a field without a name, and nothing on a sound page", async (journey) => {
  const screen = await sitDown(journey);
  await screen.goto(page("<label>Name <input></label>"));
  await accessible(screen);
  await screen.goto(page("<input>"));
  await assert.rejects(accessible(screen), /label/);
});

test("a page wider than the screen is noticed", async (journey) => {
  const screen = await sitDown(journey);
  await screen.goto(page("<p>Short.</p>"));
  await fitsTheScreen(screen);
  await screen.goto(page("<p style='width: 4000px'>Long.</p>"));
  await assert.rejects(fitsTheScreen(screen), /pixels wide/);
});

test("what the Tab key cannot reach is noticed", async (journey) => {
  const screen = await sitDown(journey);
  await screen.goto(page("<button>First</button><button>Second</button><div>Third</div>"));
  await tabTo(screen, screen.getByText("Second"));
  await assert.rejects(tabTo(screen, screen.getByText("Third"), 5), /not reached/);
});
