/** Real data, which travel in the script: `src/data/csv.rs`. */

/** @typedef {import("../script.js").DataPart} DataPart */

const READ = `def table():
    """The file below: its values [rows, features], and the classes numbered in order of first appearance."""
    lines = zlib.decompress(base64.b64decode(FILE)).decode().splitlines()
    cells = [line.split(",") for line in lines[-ROWS:]]
    names = list(dict.fromkeys(row[0] for row in cells))
    return np.array([row[1:] for row in cells], np.float64), np.array([names.index(row[0]) for row in cells])`;

export const STANDARDISED = `def data():
    """Every feature with mean 0 and standard deviation 1."""
    values, labels = table()
    deviation = values.std(axis=0)
    return ((values - values.mean(axis=0)) / np.where(deviation > 0, deviation, 1)).astype(np.float32), labels`;

const DIGITS = `def data():
    """Digits of 8 x 8 pixels, 0 paper and 1 ink."""
    values, labels = table()
    return (values / 16).astype(np.float32), labels`;

/** @param {string} file @param {string} code @returns {DataPart} */
function read(file, code) {
  const lines = file.trimEnd().split("\n");
  return {
    rows: lines.length - 1, dim: lines[0].split(",").length - 1, classes: new Set(lines.slice(1).map((line) => line.split(",", 1)[0])).size,
    settings: [["ROWS", lines.length - 1]], imports: ["import base64", "import zlib"], file, parts: [READ, code],
  };
}

/** @type {Record<string, (data: unknown, file: string) => DataPart>} */
export const FILES = {
  digits: (_, file) => ({ ...read(file, DIGITS), side: 8 }),
  iris: (_, file) => ({ ...read(file, STANDARDISED), measured: true }),
  wine: (_, file) => ({ ...read(file, STANDARDISED), measured: true }),
  "breast-cancer": (_, file) => ({ ...read(file, STANDARDISED), measured: true }),
};
