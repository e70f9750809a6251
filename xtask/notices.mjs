// Writes THIRD-PARTY.md: what of others is in the site, and under which licence. With --check, nothing is written, and a
// file that is out of date is a failure.
//
// Crates are those that cargo would compile into the wasm; packages are those that the build bundles, and the tools
// whose helpers stand in what they write; fonts come from packages too. Where a choice of licences is offered, the first of
// CHOICE is taken.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const FILE = "THIRD-PARTY.md";
const CHOICE = ["MIT", "Apache-2.0", "Zlib", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Unicode-3.0", "OFL-1.1"];
/** Helpers of these are in every file that they write: Vite's preload of dynamic imports, Rolldown's exports. */
const WRITERS = ["vite", "rolldown"];
/** Packages whose font is in the site. */
const FONTS = ["@fontsource/stix-two-math"];
const TEXTS = { MIT: "https://spdx.org/licenses/MIT.html", "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0", Zlib: "https://spdx.org/licenses/Zlib.html",
  "BSD-2-Clause": "https://spdx.org/licenses/BSD-2-Clause.html", "BSD-3-Clause": "https://spdx.org/licenses/BSD-3-Clause.html", ISC: "https://spdx.org/licenses/ISC.html", "Unicode-3.0": "https://spdx.org/licenses/Unicode-3.0.html",
  "OFL-1.1": "https://openfontlicense.org" };

/** @typedef {{ name: string, version: string, license: string, folder: string, link: string, authors: string[] }} Part */

const cargo = (/** @type {string[]} */ ...args) => execFileSync(process.env.CARGO ?? "cargo", args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
const target = "wasm32-unknown-unknown";

/** @returns {Part[]} */
function crates() {
  const { packages } = JSON.parse(cargo("metadata", "--format-version", "1", "--locked", "--filter-platform", target));
  // The tree has the features of the library alone; metadata adds those of the tests.
  const lines = cargo("tree", "--locked", "--package", "nearfar", "--target", target, "--edges", "normal,no-proc-macro", "--prefix", "none", "--no-dedupe", "--format", "{p}");
  const names = new Set(lines.trim().split("\n").map((line) => line.split(" ").slice(0, 2).join(" ")));
  return packages
    .filter(({ name, version, source }) => source && names.has(`${name} v${version}`))
    .map(({ name, version, license, manifest_path, authors }) => ({ name, version, license, folder: dirname(manifest_path), link: `https://crates.io/crates/${name}/${version}`, authors }));
}

/** @param {string} name @returns {Part & { dependencies: string[] }} */
function npmPackage(name) {
  const folder = join("node_modules", name);
  const { version, license, author, dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { name, version, license, folder, link: `https://www.npmjs.com/package/${name}/v/${version}`, authors: [author?.name ?? author].filter(Boolean), dependencies: Object.keys(dependencies) };
}

/** @returns {Part[]} */
function packages() {
  const found = new Map();
  const add = (/** @type {string} */ name) => {
    if (found.has(name)) return;
    const part = npmPackage(name);
    found.set(name, part);
    // What a tool needs itself is not in what it writes.
    if (!WRITERS.includes(name)) part.dependencies.forEach(add);
  };
  Object.keys(JSON.parse(readFileSync("package.json", "utf8")).dependencies).forEach(add);
  WRITERS.forEach(add);
  return [...found.values()];
}

/** Which of the licences offered is taken. @param {Part} part */
function taken({ name, license }) {
  if (/\bAND\b/.test(license)) {
    // (MIT OR Apache-2.0) AND Unicode-3.0: one of the first, and the second.
    return license.split(" AND ").map((one) => taken({ name, license: one.replace(/[()]/g, "") })).join(" and ");
  }
  const offered = license.split(/\s+OR\s+|\//);
  const choice = CHOICE.find((one) => offered.includes(one));
  if (!choice) throw new Error(`${name} is under ${license}, of which ${FILE} knows none; it knows ${CHOICE.join(", ")}.`);
  return choice;
}

/** Whose it is, as the licence's own file says. @param {Part} part @param {string} licence */
function owners({ folder, authors }, licence) {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => /^(licen[cs]e|copying|copyright|notice)/i.test(file)) : [];
  const short = licence.split(/[- ]/)[0].toLowerCase();
  const ranked = files.sort((a, b) => Number(b.toLowerCase().includes(short)) - Number(a.toLowerCase().includes(short)) || a.localeCompare(b));
  for (const file of ranked) {
    const text = readFileSync(join(folder, file), "utf8").split(/third[- ]party|bundled dependencies/i)[0];
    // A line with a year and no name says nothing.
    const lines = text.split("\n").map((line) => line.trim()).filter((line) => /^copyright\b.*(\(c\)|©|\d{4})/i.test(line) && /\p{L}{3}/u.test(line.replace(/copyright|present/gi, "")) && !/[[{]yyyy/.test(line));
    if (lines.length) return [...new Set(lines)].map((line) => line.replace(/\s+/g, " ").replace(/\.$/, "").replace(/\|/g, "\\|")).join("; ");
  }
  return authors.length ? authors.map((one) => one.replace(/ *<[^>]*>/, "")).join(", ") : "its authors, named at its address";
}

/** @param {Part[]} parts */
const table = (parts) => ["| name | version | licence | taken | whose |", "|---|---|---|---|---|",
  ...parts.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))
    .map((part) => `| [${part.name}](${part.link}) | ${part.version} | ${part.license} | ${taken(part)} | ${owners(part, taken(part))} |`)].join("\n");

/** The text of the MIT licence, which has to go with every copy. */
const mit = readFileSync("LICENSE-MIT", "utf8").split("\n\n").slice(-3).join("\n\n").trim();
/** That of the fonts, which has to as well. */
const openFont = readFileSync(join("node_modules", FONTS[0], "LICENSE"), "utf8").replace(/^[^]*?(?=SIL OPEN FONT LICENSE)/, "").replace(/^-+\n/gm, "").trim();

/** @param {string} text */
const quoted = (text) => text.split("\n").map((line) => `> ${line}`.trimEnd()).join("\n");

function notices() {
  const [rust, npm, fonts] = [crates(), packages(), FONTS.map(npmPackage)];
  const used = [...new Set([...rust, ...npm, ...fonts].flatMap((part) => taken(part).split(" and ")))].sort();
  return `# Third-party notices

What of others is in the site that \`cargo xtask build\` writes. Made by \`node xtask/notices.mjs\`; the build copies it
into the site as \`THIRD-PARTY.txt\`. Nearfar's own licence is MIT or Apache-2.0; the data sets have theirs in \`data/NOTICE.md\`.

## Rust crates, compiled into the wasm

${table(rust)}

Rust's standard library is in it as well: MIT or Apache-2.0, the Rust Project's contributors (https://www.rust-lang.org).

## npm packages, in the scripts

${table(npm)}

Of ${WRITERS.join(" and ")}, only short helpers are in what they write.

## Fonts, cut down to the signs that formulas use

${table(fonts)}

## Licences

${used.map((name) => `- ${name}: ${TEXTS[/** @type {keyof TEXTS} */ (name)]}`).join("\n")}

The MIT licence of each part above that is taken under it, with the line that says whose it is:

${quoted(mit)}

The licence of the fonts:

${quoted(openFont)}
`;
}

const text = notices();
if (process.argv.includes("--check")) {
  const there = existsSync(FILE) ? readFileSync(FILE, "utf8") : "";
  if (there !== text) {
    const [old, fresh] = [new Set(there.split("\n")), new Set(text.split("\n"))];
    console.error([...fresh].filter((line) => !old.has(line)).map((line) => `+ ${line}`).join("\n"));
    console.error([...old].filter((line) => !fresh.has(line)).map((line) => `- ${line}`).join("\n"));
    console.error(`${FILE} is out of date: \`node xtask/notices.mjs\` writes it.`);
    process.exit(1);
  }
  console.log(`${FILE} is up to date.`);
} else {
  writeFileSync(FILE, text);
  console.log(`${FILE} is written.`);
}
