//! One headless Chromium for a file of journeys, and people who sit down in front of it.

import { after, before } from "node:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

/** The screens that Moa is made for, in CSS pixels. */
export const SCREENS = {
  desk: { width: 1280, height: 800 },
  wide: { width: 1920, height: 1080 },
  tablet: { width: 820, height: 1180 },
};

/** Headless Chromium that talks to nobody but us. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--force-color-profile=srgb",
  // A camera that shows a test picture.
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

let running;

/** Opens the browser before the journeys of a file and closes it after them. Call once, at the top of the file. */
export function withBrowser() {
  before(async () => {
    running = await chromium.launch({ executablePath: process.env.MOA_CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  });
  after(() => running?.close());
}

/** A screen of its own (cookies, storage), closed when the journey ends. Fails the journey on a script error or a broken rule. */
export async function sitDown(journey, { screen = SCREENS.desk, theme = "light" } = {}) {
  const context = await running.newContext({
    viewport: screen,
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: "en-US",
    timezoneId: "America/New_York",
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`script error: ${error.message}`));
  page.on("console", (line) => {
    if (/Content Security Policy|Uncaught/.test(line.text())) complaints.push(line.text());
  });
  journey.after(async () => {
    await context.close();
    if (complaints.length > 0) throw new Error(complaints.join("\n"));
  });
  return page;
}

/** A folder that is gone after the journeys of the file. */
export async function scratchFolder() {
  const folder = await mkdtemp(join(tmpdir(), "moa-journey-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
