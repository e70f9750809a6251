/** Views of points: `src/data/augment.rs` and `image.rs`, with what is on and nothing else. */

/** @typedef {import("./script.js").DataPart} DataPart */
/** @typedef {import("./python.js").Setting} Setting */

/** @type {Record<string, string>} */
const ABOUT = {
  shift: "pixels, farthest move in each direction", rotation: "degrees, largest turn either way", scaling: "largest change of size", jitter: "standard deviation of the noise on a coordinate",
  noise: "standard deviation of the noise on a pixel", masking: "probability that a feature is set to 0",
};

/** Images turned, scaled and shifted in one resampling. @param {Record<string, number>} on */
function moved(on) {
  const inverse = [];
  if (on.rotation) inverse.push("    cos, sin = np.cos(turn).astype(np.float32), np.sin(turn).astype(np.float32)");
  if (on.rotation && on.scaling) inverse.push("    cos, sin = cos / scale, sin / scale");
  const middle = on.shift ? "    u, v = column - middle - shift[..., :1], row - middle - shift[..., 1:]" : "    u, v = column - middle, row - middle";
  const place = on.rotation ? "    x, y = cos * u + sin * v + middle, cos * v - sin * u + middle"
    : on.scaling ? "    x, y = u / scale + middle, v / scale + middle" : "    x, y = u + middle, v + middle";
  const takes = [on.shift && "shift", on.rotation && "turn", on.scaling && "scale"].filter(Boolean);
  const does = [on.rotation && "turned", on.scaling && "scaled", on.shift && "shifted"].filter(Boolean);
  return `def moved(images, ${takes.join(", ")}):
    """The images [n, SIDE * SIDE] ${does.join(", ")}: bilinear, about the middle, 0 outside."""
    middle = np.float32((SIDE - 1) / 2)
    row, column = (axis.astype(np.float32) for axis in np.divmod(np.arange(SIDE * SIDE), SIDE))
${[...inverse, middle, place].join("\n").replace("+ middle, cos * v", "+ middle, cos * v")}    # where the content of each pixel comes from
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)

    def pixel(column, row):
        inside = (0 <= column) & (column < SIDE) & (0 <= row) & (row < SIDE)
        return np.where(inside, np.take_along_axis(images, np.where(inside, row * SIDE + column, 0), axis=1), 0)

    right, bottom = x - left.astype(np.float32), y - top.astype(np.float32)
    upper = (1 - right) * pixel(left, top) + right * pixel(left + 1, top)
    lower = (1 - right) * pixel(left, top + 1) + right * pixel(left + 1, top + 1)
    return ((1 - bottom) * upper + bottom * lower).astype(np.float32)`;
}

/**
 * What a view is made of.
 * @param {Record<string, number>} strengths of the augmentations
 * @param {DataPart} data
 * @returns {{ settings: Setting[], parts: string[], of: (rows: string) => string, random: boolean }}
 *   `of`: what `view` is given of rows, and `random` whether it draws anything
 */
export function views(strengths, data) {
  const on = Object.fromEntries(Object.entries(strengths).filter(([, strength]) => strength > 0));
  const fresh = Boolean(on.fresh);
  const images = data.side !== undefined;
  /** @type {Setting[]} */
  const settings = [];
  for (const [name, strength] of Object.entries(on)) {
    if (ABOUT[name]) settings.push([name.toUpperCase(), strength, ABOUT[name]]);
  }
  const [parts, lines] = [/** @type {string[]} */ ([]), /** @type {string[]} */ ([])];
  if (fresh) lines.push(`x = draw(classes, random.normal(${data.dim}))`);
  const move = ["shift", "rotation", "scaling"].some((name) => on[name]);
  if (images && move) {
    parts.push(moved(on));
    const given = [];
    if (on.shift) given.push("random.symmetric(SHIFT, 2)");
    if (on.rotation) given.push("np.radians(random.symmetric(ROTATION).astype(np.float64))");
    if (on.scaling) given.push("1 + random.symmetric(SCALING)");
    const [shift, ...others] = given;
    lines.push(others.length > 1 ? `x = moved(x, ${shift}, ${others[0]},\n              ${others[1]})` : `x = moved(x, ${given.join(", ")})`);
  } else if (move) {
    if (on.rotation) {
      lines.push("turn = np.radians(random.symmetric(ROTATION).astype(np.float64))", "cos, sin = np.cos(turn).astype(np.float32), np.sin(turn).astype(np.float32)");
      if (on.scaling) lines.push("scale = 1 + random.symmetric(SCALING)");
      lines.push("x = np.concatenate([cos * x[:, :1] - sin * x[:, 1:], sin * x[:, :1] + cos * x[:, 1:]], axis=1)");
      if (on.scaling) lines.push("x = x * scale");
    } else lines.push("x = x * (1 + random.symmetric(SCALING))");
  }
  if (on.jitter) lines.push(data.scale ? `x = x + np.float32(JITTER) * JITTER_SCALE * random.normal(${data.dim})` : `x = x + np.float32(JITTER) * random.normal(${data.dim})`);
  if (on.noise) lines.push(`x = x + np.float32(NOISE) * random.normal(${data.dim})`);
  if (on.erasing) {
    const side = Math.round(Math.fround(Math.fround(on.erasing) * (data.side ?? 0)));
    settings.push(["ERASED", side, "side of the square that is blanked, in pixels"]);
    lines.push("first = (random.words(2).astype(np.uint64) * SIDE >> 32).astype(int) - ERASED // 2    # its corner",
      "row, column = np.divmod(np.arange(SIDE * SIDE), SIDE)", "across, down = column - first[..., :1], row - first[..., 1:]",
      "x = np.where((0 <= across) & (across < ERASED) & (0 <= down) & (down < ERASED), np.float32(0), x)");
  }
  if (on.masking) lines.push(`x = np.where(random.uniform(${data.dim}) < np.float32(MASKING), np.float32(0), x)`);
  if (on.jitter && data.scale) parts.unshift(`# How far jitter moves each coordinate: nuisance farther than what matters.\nJITTER_SCALE = ${data.scale}`);
  const random = lines.length > 0;
  if (random) {
    const about = fresh ? "A view of a point is a fresh draw of its class, as the theory assumes of a positive." : "A random view of each point: what is done to it here, the encoder learns to ignore.";
    parts.push(`def view(${fresh ? "classes" : "x"}, random):\n    """${about}"""\n${lines.slice(0, -1).map((line) => `    ${line}\n`).join("")}    ${lines.at(-1)?.replace(/^x = /, "return ")}`);
  }
  return { settings, parts, random, of: (rows) => (random ? `view(${fresh ? "labels" : "x"}[${rows}], random)` : `x[${rows}]`) };
}
