//! The real program with a practice of its own, for a file of journeys.

import { spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before } from "node:test";

/** Everybody's password in the demo's practice. */
export const PASSWORD = "moa demo practice";

/** How long the program may take to open. */
const OPEN_MILLIS_MAX = 60_000;

/** Opens a fresh copy of the demo's practice before the journeys of a file, and closes it after them. */
export function withPractice() {
  return withProgram(["demo"], async (folder) => {
    const made = process.env.MOA_JOURNEY_PRACTICE;
    if (!made) throw new Error("MOA_JOURNEY_PRACTICE names no practice: run `cargo xtask journeys`");
    await cp(made, join(folder, "demo"), { recursive: true });
  });
}

/** Opens an office in which nobody has an account yet. */
export function withEmptyOffice() {
  return withProgram(["serve"], async () => {});
}

function withProgram(words, furnish) {
  const office = { address: "", lines: [] };
  before(async () => {
    office.folder = await mkdtemp(join(tmpdir(), "moa-journey-"));
    await furnish(office.folder);
    office.program = await open(words, office);
  });
  after(async () => {
    office.program?.kill("SIGKILL");
    await rm(office.folder, { recursive: true, force: true });
  });
  return office;
}

/** Starts the program and waits for the line that says where it is open. */
function open(words, office) {
  const program = spawn(process.env.MOA_PROGRAM ?? "moa", [...words, "--data", office.folder, "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Promise((opened, failed) => {
    const late = setTimeout(() => failed(new Error("the program did not open within a minute")), OPEN_MILLIS_MAX);
    program.on("error", failed);
    program.on("exit", (code) => failed(new Error(`the program ended (${code}): ${office.lines.slice(-5).join("\n")}`)));
    for (const stream of [program.stdout, program.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        office.lines.push(line);
        const said = /is open at (http:\/\/[\d.:]+)/.exec(line);
        if (!said) return;
        office.address = said[1].replace(/\.$/, "");
        clearTimeout(late);
        opened(program);
      });
    }
  });
}

/** Signs in at the door, by keyboard. */
export async function signIn(page, office, login) {
  await page.goto(`${office.address}/sign-in`);
  await page.getByLabel("Sign-in name").focus();
  await page.keyboard.type(login);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
}

/** What the program wrote to its log: nothing in it may name a patient. */
export function logOf(office) {
  return office.lines.join("\n");
}
