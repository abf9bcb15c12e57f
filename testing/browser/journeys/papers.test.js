//! Papers: a letter from the scanner to its reviewer; a form built, published and signed; a kiosk that reaches nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SCREENS, sitDown, withBrowser } from "../browser.js";
import { accessible, cursorIn, looksRight, tabTo } from "../checks.js";
import { signIn, withPractice } from "../office.js";

withBrowser();
const office = withPractice();

/** A PDF of one page with these lines. */
function pdf(lines) {
  const shown = lines.map((line) => `(${line}) Tj 0 -16 Td `).join("");
  const content = `BT /F1 12 Tf 50 740 Td ${shown}ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ];
  let file = "%PDF-1.7\n";
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = file.length;
  file += `xref\n0 6\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("")}`;
  return Buffer.from(`${file}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
}

/** Writes one's name into the box. */
async function signName(page) {
  const box = page.locator("canvas");
  await box.scrollIntoViewIfNeeded();
  const { x, y } = await box.boundingBox();
  await page.mouse.move(x + 40, y + 60);
  await page.mouse.down();
  for (let step = 1; step <= 25; step += 1) await page.mouse.move(x + 40 + step * 9, y + 60 + 35 * Math.sin(step / 3));
  await page.mouse.up();
}

/** Somebody who is due today at this site and not here yet: their chart, family name and birthday. */
async function dueToday(page) {
  await page.goto(`${office.address}/board`);
  await page.locator("tr[id^='expected-']").last().getByRole("link").first().click();
  const chart = page.locator("#dialog a[href^='/patients/']").first();
  await page.goto(office.address + (await chart.getAttribute("href")));
  return { ...(await ofBanner(page)), chart: new URL(page.url()).pathname };
}

/** Family name, given name and birthday as the banner says them. */
async function ofBanner(page) {
  const banner = await page.locator("body").innerText();
  const [, family, given] = /\n([A-Z][\p{L}'-]+), ([A-Z][\p{L}'-]+)/u.exec(banner);
  const [, born] = /Born\s+(\d\d\/\d\d\/\d{4})/.exec(banner);
  return { family, given, born };
}

/** Presses Shift+Tab until the element has the focus. */
async function backTo(page, locator) {
  for (let step = 0; step < 20; step += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Shift+Tab");
  }
  assert.fail(`${locator} is not reached`);
}

/** The chart of the first person whom these letters find: where it is, and their family name and birthday. */
async function somebody(page, letters) {
  await page.goto(`${office.address}/documents/new`);
  await page.keyboard.press("/");
  await page.keyboard.type(letters);
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/patients\/[0-9a-f]{32}$/);
  return { ...(await ofBanner(page)), chart: new URL(page.url()).pathname };
}

test("a letter is taken in, matched by its own words, filed and put before its reviewer", async (journey) => {
  const page = await sitDown(journey);
  await signIn(page, office, "rosa");
  const who = await somebody(page, "smith");
  await page.goto(`${office.address}/documents/new`);
  await looksRight(page, "scan-or-upload");
  const letter = pdf(["Shoreline Cardiology", `Re: ${who.given} ${who.family}, born ${who.born}`, "Echocardiogram normal."]);
  await page.setInputFiles("[name=files]", { name: "letter.pdf", mimeType: "application/pdf", buffer: letter });
  await page.getByText("letter.pdf · 1 kB").waitFor();
  await tabTo(page, page.getByRole("button", { name: "Take in" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/documents\/[0-9a-f]{32}$/);
  await page.getByText("date of birth stand in it").first().waitFor();
  await tabTo(page, page.getByRole("link", { name: /^Choose/ }).first());
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Compare it with the banner" }).waitFor();
  await page.locator("[name=reviewer]").selectOption({ label: "Dr. Okafor" });
  await page.getByLabel("Title").fill("Cardiology");
  await page.getByRole("button", { name: "File it in this chart" }).click();
  await page.waitForURL("**/documents");
  await page.goto(`${office.address}${who.chart}/documents`);
  await page.getByRole("link", { name: "Cardiology" }).waitFor();
  await looksRight(page, "documents-of-patient");
  await page.locator("[name=q]").last().fill("echo shoreline");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Cardiology" }).waitFor();
});

test("a form is built, published, and signed under the eyes of the desk", async (journey) => {
  const manager = await sitDown(journey);
  await signIn(manager, office, "ines");
  await manager.goto(`${office.address}/forms`);
  await manager.getByLabel("Title").fill("Photo release");
  await manager.keyboard.press("Enter");
  await manager.waitForURL(/\/forms\/[0-9a-f]{32}/);
  await manager.getByRole("button", { name: "Paragraph to read" }).click();
  await manager.locator("#label-0").fill("You may take my picture for my chart.");
  await manager.getByRole("button", { name: "Signature" }).click();
  await manager.locator("#label-1").waitFor();
  await manager.getByRole("button", { name: "Publish edition 1" }).click();
  await manager.getByText("Edition 1 is handed out now.").waitFor();
  await looksRight(manager, "form-builder");

  const page = await sitDown(journey);
  await signIn(page, office, "rosa");
  const who = await somebody(page, "smith");
  await page.goto(`${office.address}${who.chart}/forms`);
  await page.getByRole("link", { name: /^Sign\b.*Photo release/ }).click();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.getByText("Sign in the box").first().waitFor();
  await accessible(page);

  // A draft brings back what was typed, but never the signature: nobody signs by a page that was opened again.
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/drafts") && answer.request().postData().includes("again"));
  await signName(page);
  await page.getByLabel("Name of the person who signs").fill("Somebody once again");
  await kept;
  page.once("dialog", (leaving) => leaving.accept());
  await page.getByRole("link", { name: "Not now" }).click();
  await page.getByRole("link", { name: /^Sign\b.*Photo release/ }).click();
  await page.getByText("What you typed here is back.").waitFor();
  assert.equal(await page.locator("input[name=signer]").inputValue(), "Somebody once again");
  assert.equal(await page.locator("input[name=signature]").inputValue(), "", "the box is empty, and so is what is sent");
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.getByText("Sign in the box").first().waitFor();

  await signName(page);
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.waitForURL(/\/forms$/);
  await page.getByRole("link", { name: /^Read\b.*Photo release/ }).click();
  await page.getByRole("img", { name: "The signature" }).waitFor();
  await looksRight(page, "signed-form");
});

test("a kiosk shows nothing but itself, says nothing about who is a patient, and begins anew", async (journey) => {
  const manager = await sitDown(journey);
  await signIn(manager, office, "ines");
  await manager.goto(`${office.address}/kiosks`);
  await manager.getByLabel("Name").fill("Front door");
  await manager.keyboard.press("Enter");
  const code = await manager.locator(".kiosk-code").innerText();
  await accessible(manager);

  const tablet = await sitDown(journey, { screen: { width: 820, height: 1180 } });
  await tablet.goto(`${office.address}/kiosk`);
  await tablet.getByLabel("Code of this screen").fill(code.trim());
  await tablet.keyboard.press("Enter");
  await tablet.getByRole("heading", { name: "Welcome. Check in here." }).waitFor();
  await looksRight(tablet, "kiosk");
  await tablet.goto(`${office.address}/patients`);
  assert.equal(new URL(tablet.url()).pathname, "/kiosk");
  await tablet.getByLabel("Your last name").fill("Nobody");
  await tablet.getByLabel("Your date of birth").fill("1/2/1990");
  await tablet.keyboard.press("Enter");
  await tablet.getByText("Please go to the front desk").waitFor();
  assert.equal(await tablet.getByLabel("Your last name").inputValue(), "", "what was typed is cleared");
});

test("a kiosk is gone through in Spanish by keyboard, and begins anew in English", async (journey) => {
  const manager = await sitDown(journey);
  await signIn(manager, office, "ines");
  await manager.goto(`${office.address}/forms`);
  await manager.getByLabel("Title").fill("Picture for the chart");
  await manager.keyboard.press("Enter");
  await manager.waitForURL(/\/forms\/[0-9a-f]{32}/);
  await manager.getByRole("button", { name: "Paragraph to read" }).click();
  await manager.locator("#label-0").fill("You may take a picture for my chart.");
  await manager.locator("#spanish-0").fill("Pueden tomarme una foto para mi expediente.");
  await manager.getByRole("button", { name: "Signature" }).click();
  await manager.locator("#label-1").waitFor();
  await manager.getByRole("link", { name: "The words of field 2" }).waitFor();
  await accessible(manager);
  await manager.locator("#spanish-1").fill("Firma");
  await manager.getByLabel("Title in Spanish").fill("Foto para el expediente");
  await manager.getByRole("button", { name: "Keep the draft" }).click();
  await manager.getByText("In English and Spanish: all of it is written.").waitFor();
  await manager.getByRole("link", { name: "In Spanish" }).click();
  await manager.getByText("Pueden tomarme una foto para mi expediente.").last().waitFor();
  await looksRight(manager, "form-in-spanish");
  await manager.getByRole("button", { name: "Publish edition 1" }).click();
  await manager.getByText("It is in English and Spanish.").waitFor();

  // Somebody who is due today and not here yet.
  const rosa = await sitDown(journey);
  await signIn(rosa, office, "rosa");
  const who = await dueToday(manager);
  await manager.goto(`${office.address}/kiosks`);
  await manager.getByLabel("Name").fill("By the window");
  await manager.keyboard.press("Enter");
  const code = await manager.locator(".kiosk-code").innerText();

  const tablet = await sitDown(journey, { screen: SCREENS.tablet });
  await tablet.goto(`${office.address}/kiosk`);
  await tablet.getByLabel("Code of this screen").fill(code.replaceAll(/\D/g, ""));
  await tablet.keyboard.press("Enter");
  await tablet.getByRole("heading", { name: "Welcome. Check in here." }).waitFor();
  await cursorIn(tablet, "input[name=family]");
  await tablet.keyboard.type(who.family);
  await backTo(tablet, tablet.getByRole("button", { name: "Español" }));
  await tablet.keyboard.press("Enter");
  await tablet.getByRole("heading", { name: "Bienvenidos. Registre aquí su llegada." }).waitFor();
  assert.equal(await tablet.locator("html").getAttribute("lang"), "es");
  assert.equal(await tablet.getByLabel("Su apellido").inputValue(), who.family, "what was typed stays");
  await looksRight(tablet, "kiosk-in-spanish");
  await cursorIn(tablet, "input[name=family]");
  await tablet.keyboard.press("Tab");
  await tablet.keyboard.type(who.born);
  // Enter goes on, and does not change the language.
  await tablet.keyboard.press("Enter");
  await tablet.getByRole("heading", { name: "¿Sus datos siguen igual?" }).waitFor();
  await looksRight(tablet, "kiosk-in-spanish-details");
  await tabTo(tablet, tablet.getByLabel("Correo electrónico"));
  await tablet.keyboard.type("ana");
  await tablet.keyboard.press("Enter");
  await tablet.getByText("Falta corregir algo").waitFor();
  await looksRight(tablet, "kiosk-in-spanish-faults");
  await tabTo(tablet, tablet.getByLabel("Correo electrónico"));
  await tablet.keyboard.press("ControlOrMeta+a");
  await tablet.keyboard.press("Delete");
  await tabTo(tablet, tablet.getByLabel("Alergias"));
  await tablet.keyboard.type("Penicilina");
  await tabTo(tablet, tablet.getByRole("button", { name: "Continuar" }));
  await tablet.keyboard.press("Enter");
  await tablet.getByRole("heading", { name: "Su tarjeta del seguro" }).waitFor();
  await looksRight(tablet, "kiosk-in-spanish-card");
  await tabTo(tablet, tablet.getByRole("link", { name: "Saltar este paso" }));
  await tablet.keyboard.press("Enter");
  await tablet.getByRole("heading", { name: "Documentos para firmar" }).waitFor();
  await looksRight(tablet, "kiosk-in-spanish-papers");
  await tabTo(tablet, tablet.getByRole("link", { name: /Leer y firmar.*Foto para el expediente/ }));
  await tablet.keyboard.press("Enter");
  await tablet.getByText("Pueden tomarme una foto para mi expediente.").waitFor();
  await looksRight(tablet, "kiosk-in-spanish-sign");
  // A signature is the one thing that no keyboard draws.
  await signName(tablet);
  await tabTo(tablet, tablet.getByRole("button", { name: "Firmar", exact: true }));
  await tablet.keyboard.press("Enter");
  await tablet.getByText("Firmado").waitFor();
  await tabTo(tablet, tablet.getByRole("button", { name: "Enviar y avisar que ya llegué" }));
  await tablet.keyboard.press("Enter");
  await tablet.getByRole("heading", { name: "Gracias" }).waitFor();
  await looksRight(tablet, "kiosk-in-spanish-thanks");
  await tabTo(tablet, tablet.getByRole("link", { name: "Salir y borrar todo" }));
  await tablet.keyboard.press("Enter");
  await tablet.getByRole("heading", { name: "Welcome. Check in here." }).waitFor();

  await rosa.goto(`${office.address}${who.chart}/forms`);
  await rosa.getByRole("link", { name: /^Read\b.*Picture for the chart/ }).click();
  await rosa.getByText("Pueden tomarme una foto para mi expediente.").waitFor();
  await rosa.getByText("You may take a picture for my chart.").waitFor();
  await looksRight(rosa, "signed-in-spanish");
});

/** A licence as a scanner types it: quick keys, each line with Enter. */
const LICENCE = ["@", "", "ANSI 636035080002DL00410278DLDAQR12345678901", "DCSQUILLFEATHER", "DACZORA", "DBB03121984", "DBC2", "DAG2250 W OHIO ST", "DAHAPT 3B", "DAICHICAGO", "DAJIL", "DAK606120000"];

test("a licence scanned wherever the cursor is fills in the form, and the camera takes the photo", async (journey) => {
  const rosa = await sitDown(journey);
  await signIn(rosa, office, "rosa");
  await rosa.goto(`${office.address}/patients/new`);
  await cursorIn(rosa, "input[name=given]");
  for (const line of LICENCE) {
    await rosa.keyboard.type(line);
    await rosa.keyboard.press("Enter");
  }
  await rosa.getByText("The licence is read. Compare it with the patient.").waitFor();
  const field = (name) => rosa.locator(`main [name=${name}]`).inputValue();
  assert.equal(await field("given"), "Zora", "nothing of the scan stands in the name");
  assert.equal(await field("family"), "Quillfeather");
  assert.equal(await field("birth_day"), "03/12/1984");
  assert.equal(await field("unit"), "Apt 3B");
  assert.equal(await field("postal_code"), "60612");
  await accessible(rosa);
  await looksRight(rosa, "licence");
  await rosa.locator("input[name=given]").focus();
  await rosa.keyboard.press("Enter");
  await rosa.waitForURL((url) => /^\/patients\/[0-9a-f]{32}$/.test(url.pathname));
  await rosa.getByText("2250 W Ohio St").first().waitFor();

  await rosa.getByRole("button", { name: "Use the camera" }).focus();
  await rosa.keyboard.press("Enter");
  await rosa.locator(".camera video").evaluate((video) => video.videoWidth || new Promise((seen) => video.addEventListener("loadedmetadata", seen)));
  await accessible(rosa);
  await rosa.keyboard.press("Enter");
  await rosa.getByText("The photo is kept.").waitFor();
  await rosa.locator("img.photo").first().evaluate((image) => image.decode());
});
