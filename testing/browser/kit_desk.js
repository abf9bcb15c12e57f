//! A desk for trying the kit alone: serves the specimens under the pages' own policy, and answers what their scripts ask.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { scratchFolder } from "./browser.js";

const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml" };

const DIALOG = `<header class="dialog-head"><h2 id="dialog-title">Book</h2></header><div class="dialog-body">
  <form class="form" method="post" action="/book" hx-post="/book" hx-target="#dialog" data-guard>
  <input type="hidden" name="csrf" value="t"><input type="hidden" name="request_id" value="r1">
  <label for="who">Who</label><input id="who" name="who" autofocus><button class="button main">Book</button></form></div>`;
const LOCK = `<h2 id="lock-title">Locked</h2><form class="form" method="post" action="/session/unlock" hx-post="/session/unlock" hx-target="#lock">
  <label for="unlock-password">Password</label><input id="unlock-password" name="password" type="password" autofocus><button>Unlock</button></form>`;
const REFUSED = '<div class="notice tone-bad"><div class="notice-words"><p>Somebody else moved it.</p></div></div>';
const DONE = '<div id="notices" hx-swap-oob="beforeend"><div class="notice tone-good"><div class="notice-words"><p>Done.</p></div></div></div>';

/** Makes the specimens and serves them; `close()` when done. */
export async function kitDesk() {
  const { folder, remove } = await scratchFolder();
  const program = process.env.MOA_SPECIMENS;
  if (!program) throw new Error("MOA_SPECIMENS names no program: run `cargo xtask journeys`");
  await promisify(execFile)(program, [folder]);
  const policy = await readFile(join(folder, "policy.txt"), "utf8");
  const desk = { asked: [], streams: new Set(), stream: "up", rows: (inside) => inside };

  /** What stands in the live part of a specimen. */
  const inside = async (name) => (await readFile(join(folder, `${name}.html`), "utf8")).match(/hx-sync="this:queue last">([\s\S]*?)<\/div><\/main>/)[1];

  const answers = {
    "GET /live": (request, answer) => {
      if (desk.stream === "down") return answer.writeHead(503).end();
      answer.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      answer.write("retry: 300\nid: 1\nevent: hello\ndata: x\n\n");
      desk.streams.add(answer);
      request.on("close", () => desk.streams.delete(answer));
      return null;
    },
    "POST /search/suggest": async () => (await readFile(join(folder, "pieces.html"), "utf8")).match(/suggestions-specimen[^>]*>([\s\S]*?)<\/div><\/div><\/section>/)[1],
    "GET /board/rows": async () => desk.rows(await inside("board")),
    "GET /book": () => DIALOG,
    "POST /book": () => DIALOG,
    "POST /session/lock": () => LOCK,
    "POST /session/unlock": (_, answer) => answer.writeHead(204, { "HX-Trigger": "unlocked" }).end() && null,
    "POST /session/active": (_, answer) => answer.writeHead(204).end() && null,
    "POST /visits/v1/next": async () => (await inside("board")) + DONE,
    "POST /visits/v3/next": (_, answer) => answer.writeHead(401).end() && null,
    "POST /appointments/0-480/move": () => inside("day"),
    "POST /appointments/0-495/move": (_, answer) => answer.writeHead(409, { "content-type": TYPES.html }).end(REFUSED) && null,
  };

  async function respond(request, answer) {
    const { pathname } = new URL(request.url, "http://desk");
    let body = "";
    for await (const part of request) body += part;
    desk.asked.push({ deed: `${request.method} ${pathname}`, body: new URLSearchParams(body), headers: request.headers });
    const known = answers[`${request.method} ${pathname}`];
    if (known) {
      const said = await known(request, answer);
      if (typeof said === "string") answer.writeHead(200, { "content-type": TYPES.html }).end(said);
      return;
    }
    const kind = pathname.split(".")[1];
    if (!kind) return void answer.writeHead(200, { "content-type": TYPES.html }).end(`<!doctype html><title>Went</title><p id="went">${pathname}</p>`);
    const file = await readFile(join(folder, pathname)).catch(() => null);
    if (!file) return void answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": TYPES[kind] ?? "text/plain", "content-security-policy": policy }).end(file);
  }

  const server = createServer((request, answer) => respond(request, answer).catch(() => answer.destroy()));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const at = `http://127.0.0.1:${server.address().port}`;
  return Object.assign(desk, {
    page: (name) => `${at}/${name}.html`,
    /** What was asked of this kind since the journey began. */
    of: (deed) => desk.asked.filter((asked) => asked.deed === deed),
    tell: (topic) => desk.streams.forEach((stream) => stream.write(`id: 2\nevent: ${topic}\ndata: x\n\n`)),
    cut: () => desk.streams.forEach((stream) => stream.destroy()),
    begin: () => Object.assign(desk, { asked: [], stream: "up", rows: (inside) => inside }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await remove();
    },
  });
}
