// The three browsers that the tests run in, each without a GPU and without a window.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";

/** The program that the environment variable names, or the first of `names` on the PATH. */
function program(variable, names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const files = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const named = process.env[variable];
  for (const file of named ? [named] : files) {
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // The next one.
    }
  }
  throw new Error(`No ${names[0]} is on the PATH: install it, or set ${variable} to the program.`);
}

const CHROMIUM_FLAGS = ["--headless=new", "--no-sandbox"];

/** WebGPU through SwiftShader, which is enough for compute; a canvas would need more flags. */
const WEBGPU_FLAGS = ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader", "--ignore-gpu-blocklist"];

/** Mesa's lavapipe under wgpu: the second, independent WebGPU implementation. */
const FIREFOX_PREFERENCES = { "dom.webgpu.enabled": true, "gfx.webgpu.ignore-blocklist": true };

async function launchChromium(flags) {
  return chromium.launch({
    executablePath: program("CHROMIUM", ["chromium", "chromium-browser", "google-chrome"]),
    args: [...CHROMIUM_FLAGS, ...flags],
  });
}

/** @type {Record<string, () => Promise<any>>} */
const LAUNCHERS = {
  chromium: () => launchChromium(["--disable-features=WebGPU"]),
  "chromium-webgpu": () => launchChromium(WEBGPU_FLAGS),
  firefox: () =>
    puppeteer.launch({
      browser: "firefox",
      executablePath: program("FIREFOX", ["firefox-esr", "firefox"]),
      headless: true,
      extraPrefsFirefox: FIREFOX_PREFERENCES,
    }),
};

/** The names that `launch` and `browserTest` know. */
export const BROWSERS = Object.keys(LAUNCHERS);

export function launch(name) {
  if (!(name in LAUNCHERS)) throw new Error(`No browser is called ${name}; there are ${BROWSERS.join(", ")}.`);
  return LAUNCHERS[name]();
}
