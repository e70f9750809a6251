/** Shapes in the plane and the swiss roll: `src/data/toy.rs` and what calls it. */

/** @typedef {import("../script.js").DataPart} DataPart */
/** @typedef {Record<string, any>} Values */

const ALONG = `    rows = np.arange(ROWS)
    labels = rows % CLASSES
    along = (rows // CLASSES + 0.5) / np.ceil((ROWS - labels) / CLASSES)    # from 0 to 1 along the shape`;

const POLAR = `def polar(turns, radius):
    """The point of the plane at an angle, in turns, and a distance from the origin."""
    return np.stack([radius * np.cos(turns * 2 * np.pi), radius * np.sin(turns * 2 * np.pi)], axis=-1)`;

/**
 * A shape whose places take no draws, with noise on top.
 * @param {string} about @param {Values} data @param {number} classes @param {string} place lines that make \`shape\`
 * @returns {DataPart}
 */
function shape(about, data, classes, place) {
  return {
    rows: data.n, dim: 2, classes,
    settings: [["ROWS", data.n, "points, train and test together"], ["CLASSES", classes], ["SPREAD", data.noise, "standard deviation of the points around the shape"]],
    parts: [POLAR, `def data():
    """${about}"""
${place.includes("along") ? ALONG : ALONG.split("\n").slice(0, 2).join("\n")}
${place}
    return (shape + SPREAD * Random(DATA).normal(2 * ROWS).reshape(ROWS, 2)).astype(np.float32), labels`],
  };
}

/** @type {Record<string, (data: Values) => DataPart>} */
export const PLANE = {
  moons: (data) => shape("Two interlocked half circles.", data, 2, `    circle = polar(along / 2, 1)
    shape = np.where(labels[:, None] == 0, circle - [0.5, 0.25], [0.5, 0.25] - circle)`),

  circles(data) {
    const part = shape("A ring in a ring.", data, 2, "    shape = polar(along, np.where(labels == 0, 1, INNER))");
    part.settings.push(["INNER", data.inner, "radius of the inner ring"]);
    return part;
  },

  spirals(data) {
    const part = shape("Spiral arms wound into each other.", data, data.classes, "    shape = polar(labels / CLASSES + TURNS * along, 0.2 + 1.3 * along)");
    part.settings.push(["TURNS", data.turns, "how far each arm winds round"]);
    return part;
  },

  blobs: (data) => shape("Round clusters on a ring.", data, data.classes, "    shape = polar(labels / CLASSES + 0.125, 1)"),

  xor: (data) => ({
    rows: data.n, dim: 2, classes: 2,
    settings: [["ROWS", data.n, "points, train and test together"], ["SPREAD", data.noise, "standard deviation of the points around the squares"], ["GAP", data.gap, "half the width of the empty cross"]],
    parts: [`def data():
    """Four squares, opposite ones of the same class."""
    labels, random = np.arange(ROWS) % 2, Random(DATA)
    x = np.empty((ROWS, 2), np.float32)
    for row in range(ROWS):
        across, up = GAP + (1 - GAP) * random.uniform(2).astype(np.float64)
        corner = np.array([across, -up if labels[row] else up])
        x[row] = (corner if random.below(2) == 0 else -corner) + SPREAD * random.normal(2).astype(np.float64)
    return x, labels`],
  }),

  "swiss-roll": (data) => ({
    rows: data.n, dim: 3, classes: data.classes,
    settings: [["ROWS", data.n, "points, train and test together"], ["CLASSES", data.classes, "strips"], ["SPREAD", data.noise, "standard deviation of the points around the sheet"]],
    parts: [POLAR, `def data():
    """A sheet rolled up in space, coloured in strips."""
${ALONG}
    turns = 0.75 + 1.5 * (labels + along) / CLASSES
    roll, random = polar(turns, turns * 2 * np.pi / 10), Random(DATA)
    x = np.empty((ROWS, 3), np.float32)
    for row in range(ROWS):
        depth = 2.1 * (float(random.uniform().item()) - 0.5)
        x[row] = [roll[row, 0], depth, roll[row, 1]] + SPREAD * random.normal(3).astype(np.float64)
    return x, labels`],
  }),

  nuisance(data) {
    const dim = 2 + data.nuisance;
    return {
      rows: data.n, dim, classes: data.classes,
      settings: [["ROWS", data.n, "points, train and test together"], ["CLASSES", data.classes], ["SPREAD", data.noise, "size of a cluster"], ["STRETCH", data.stretch, "how many times longer than wide it is"],
        ...(data.nuisance ? /** @type {import("../python.js").Setting[]} */ ([["NUISANCE", data.nuisance, "dimensions of noise beside the two that matter"], ["NUISANCE_SD", data.nuisance_sd]]) : [])],
      scale: data.nuisance ? `np.array([0.1] * 2 + [NUISANCE_SD] * NUISANCE, np.float32)` : "np.float32(0.1)",
      parts: [POLAR, `def data():
    """Stretched clusters on a ring${data.nuisance ? ", and beside them dimensions of nothing but noise" : ""}."""
    labels = np.arange(ROWS) % CLASSES
    normal = Random(DATA).normal(4 * ROWS).reshape(ROWS, 4).astype(np.float64)
    along, across = normal[:, 0] * SPREAD * STRETCH**0.5, normal[:, 1] * SPREAD / STRETCH**0.5
    cos, sin = polar(1 / 16, 1)
    cluster = np.stack([cos * along - sin * across, sin * along + cos * across], axis=1)
    x = polar(labels / CLASSES + 0.125, 1) + cluster
${data.nuisance ? `    noise = NUISANCE_SD * Random(DATA, 1).normal(ROWS * NUISANCE).reshape(ROWS, NUISANCE).astype(np.float64)
    return np.concatenate([x, noise], axis=1).astype(np.float32), labels` : "    return x.astype(np.float32), labels"}`],
    };
  },
};
