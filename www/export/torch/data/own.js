/** Data of one's own: `src/data/own_data.rs`. Small ones are written out in the script, larger ones lie in a file beside it. */
import { shortest } from "../../../csv/shortest.js";
import { inputError } from "../../../lab/errors.js";
import { comment } from "../python.js";
import { STANDARDISED } from "./file.js";

/** @typedef {import("../script.js").DataPart} DataPart */
/** @typedef {import("../../../lab/types.js").OwnData} OwnData */

/** Letters of numbers that a script may have. */
const MOST_IN_SCRIPT = 6 * 1024;

/** The data that a config names, if they are here. @param {string} hash @param {OwnData | null} own */
function there(hash, own) {
  if (!own) throw inputError(`The data with fingerprint ${hash} are not here; a config only names them. Give the file they are from to addData first.`);
  return own;
}

/** The file beside a script, if it needs one. @param {Record<string, any>} data of the config @param {OwnData | null} brought @returns {{ name: string, bytes: Uint8Array<ArrayBuffer> } | null} */
export function besides(data, brought) {
  const own = there(data.hash, brought);
  return written(own) === null ? { name: `nearfar_${data.name.replaceAll("-", "_")}_${data.hash}.npy`, bytes: npy(own) } : null;
}

/** A row a line, its class first where there are any; null where that is too long. @param {OwnData} own */
function written({ x, rows, labels }) {
  // A number and what parts it from the next.
  if (2 * x.length > MOST_IN_SCRIPT) return null;
  const dim = x.length / rows;
  const lines = Array.from({ length: rows }, (_, i) => [...(labels ? [labels[i]] : []), ...Array.from(x.subarray(i * dim, (i + 1) * dim), shortest)].join(","));
  const text = lines.join("\n");
  return text.length > MOST_IN_SCRIPT ? null : text;
}

/** The same as numpy's file of float32 [rows, columns] (format 1.0). @param {OwnData} own */
function npy({ x, rows, labels }) {
  const [dim, first] = [x.length / rows, labels ? 1 : 0];
  const columns = dim + first;
  const head = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  // The numbers begin at a multiple of 64.
  const start = Math.ceil((10 + head.length + 1) / 64) * 64;
  const bytes = new Uint8Array(start + 4 * rows * columns);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, (start - 10) & 255, (start - 10) >> 8]);
  bytes.set(new TextEncoder().encode(`${head.padEnd(start - 11)}\n`), 10);
  const values = new Float32Array(bytes.buffer, start);
  for (let i = 0; i < rows; i++) {
    if (labels) values[i * columns] = labels[i];
    values.set(x.subarray(i * dim, (i + 1) * dim), i * columns + first);
  }
  return bytes;
}

/** CRC-32, as Python's zlib has it: whether a file is the one that was saved. @param {Uint8Array} bytes */
function crc32(bytes) {
  const table = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  });
  let crc = ~0;
  for (const byte of bytes) crc = table[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/**
 * @param {Record<string, any>} data of the config
 * @param {OwnData} own
 * @param {{ name: string, about: string, values: string }} reader the function that reads them: its name, what it gives, and what is done to the values
 * @returns {DataPart}
 */
function read(data, own, { name, about, values }) {
  const { x, rows, labels, classes = [], features = [], image } = own;
  const [text, file] = [written(own), besides(data, own)];
  const split = labels ? `rows[:, 1:]${values}, rows[:, 0].astype(int)` : `rows${values}, np.zeros(len(rows), int)`;
  const where = file ? `    path = Path(__file__).with_name("${file.name}")
    if not path.exists():
        sys.exit(f"{path} is missing: the data are in it. Save it again with the script (Export, PyTorch script).")
    if zlib.crc32(path.read_bytes()) != ${crc32(file.bytes)}:
        sys.exit(f"{path} has other data than this script's. Save both again, and keep them together.")
    rows = np.load(path)` : `    rows = np.array([line.split(",") for line in TABLE.split()], np.float32)`;
  const code = `def ${name}():
    """${about}, from the ${file ? "file beside this script" : "table below"}${labels ? "; the classes" : "; all points are of one class"}."""
${where}
    return ${split}`;
  const columns = [labels && `the class (${classes.map((one, i) => `${i} ${one}`).join(", ")})`, ...(image ? ["the pixels"] : features)].filter(Boolean).join(", ");
  return { rows, dim: x.length / rows, classes: Math.max(1, classes.length), settings: [], parts: [code], imports: file ? ["import zlib", "from pathlib import Path"] : [],
    ...(text === null ? { besides: file?.name } : { table: `${comment(`A row a point: ${columns}.`)}\nTABLE = """\n${text}\n"""` }) };
}

/** @type {Record<string, (data: Record<string, any>, file: string, own: OwnData | null) => DataPart>} */
export const OWN = {
  "own-table": (data, _, brought) => {
    const part = read(data, there(data.hash, brought), { name: "table", about: "The values as they were measured [rows, features]", values: ".astype(np.float64)" });
    return { ...part, parts: [...part.parts, STANDARDISED], measured: true };
  },
  "own-images": (data, _, brought) => {
    const own = there(data.hash, brought);
    const part = read(data, own, { name: "data", about: "Images from 0 to 1 [rows, SIDE * SIDE]", values: "" });
    const { width, height } = own.image ?? { width: 0, height: 0 };
    if (width !== height) throw inputError(`The images are ${width} × ${height} pixels; a PyTorch script can be written for square ones.`);
    return { ...part, side: width };
  },
};
