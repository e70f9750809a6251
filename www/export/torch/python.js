/** Writing Python: numbers, texts, prose in lines, and what a section looks like. */

/** Letters in a line. */
const WIDTH = 110;

/**
 * @typedef {[name: string, value: string | number, about?: string]} Setting  a constant: NAME = value  # about
 */

/** A text as a Python literal; JSON's escapes are Python's too. @param {string} text */
export const quoted = (text) => JSON.stringify(text);

/** @param {(string | number)[]} values */
export const tuple = (values) => `(${values.join(", ")}${values.length === 1 ? "," : ""})`;

/**
 * Prose in lines that fit.
 * @param {string} text
 * @param {string} [indent] before each line
 */
export function prose(text, indent = "") {
  const lines = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, indent + line].join("\n");
}

/** A comment. @param {string} text @param {string} [indent] */
export const comment = (text, indent = "") => prose(text, `${indent}# `);

/** A docstring of a function's body. @param {string} text @param {string} [indent] */
export function docstring(text, indent = "    ") {
  const lines = prose(text.replaceAll("\\", "\\\\"), indent).slice(indent.length);
  const short = !lines.includes("\n") && indent.length + lines.length + 6 <= WIDTH;
  return short ? `${indent}"""${lines}"""` : `${indent}"""${lines}\n${indent}"""`;
}

/** @param {Setting[]} settings */
export function constants(settings) {
  const left = settings.map(([name, value]) => `${name} = ${value}`);
  const column = Math.min(34, Math.max(...left.map((line) => line.length)));
  return settings.map(([, , about], i) => (about ? `${left[i].padEnd(column)}  # ${about}` : left[i])).join("\n");
}

/** @param {string} title @param {...(string | false | null | undefined)} parts functions, with two empty lines between them */
export function section(title, ...parts) {
  const rule = `# ${"-".repeat(WIDTH - 2)}\n`;
  return `${rule}# ${title}\n\n${parts.filter(Boolean).map((part) => String(part).replace(/^\n+|\s+$/g, "")).join("\n\n\n")}`;
}

/** Lines of a body, `depth` levels deep. @param {string} text @param {number} [depth] */
export const indented = (text, depth = 1) => text.replace(/^(?=.)/gm, "    ".repeat(depth));

/**
 * A long text as a constant: compressed (zlib), base64.
 * @param {string} name
 * @param {string} text
 */
export async function compressed(name, text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  const lines = btoa(letters).match(new RegExp(`.{1,${WIDTH}}`, "g")) ?? [];
  return `${name} = """\n${lines.join("\n")}\n"""`;
}
