// Makes the pictures at the top of the README from the built site: the digits, trained, in light and in dark.
// docs/nearfar.webp and docs/nearfar-dark.webp, each under 200 kB.
import { existsSync, statSync, writeFileSync } from "node:fs";
import { launch } from "../tests/browser/browsers.mjs";
import { serve } from "../tests/browser/server.mjs";

const MOST = 200_000;
const LINK = "index.html?backend=cpu&autoplay=1#v=1&seed=1";

if (!existsSync("dist/index.html")) {
  console.error("dist/index.html is missing: `cargo xtask build` makes it.");
  process.exit(1);
}
const host = await serve();
const browser = await launch("chromium");
for (const [scheme, file] of [["light", "docs/nearfar.webp"], ["dark", "docs/nearfar-dark.webp"]]) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: scheme, serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(new URL(LINK, host.url).href);
  await page.waitForFunction(() => /Stopped after \d+ steps/.test(document.getElementById("status").textContent), null, { timeout: 240_000 });
  await page.evaluate(() => document.querySelector('#status [aria-label="Dismiss"]').click());
  // The last picture glides to where it stays, and its measurement comes after it.
  await page.waitForFunction(() => /^Step 200 /.test(document.querySelector(".progress").textContent), null, { timeout: 60_000 });
  await page.waitForTimeout(3000);
  // WebP by the browser itself, as small as it has to be.
  const session = await context.newCDPSession(page);
  for (let quality = 90; ; quality -= 5) {
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality });
    writeFileSync(file, Buffer.from(data, "base64"));
    if (statSync(file).size < MOST || quality <= 40) break;
  }
  const { size } = statSync(file);
  if (size >= MOST) throw new Error(`${file} has ${size} bytes; it must have less than ${MOST}.`);
  console.log(`${file}: ${size} bytes`);
  await context.close();
}
await browser.close();
await host.close();
