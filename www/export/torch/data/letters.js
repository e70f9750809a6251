/** Letters of a few strokes: `src/data/letters.rs`. */

/** @typedef {import("../script.js").DataPart} DataPart */

const STROKES = `# Strokes (x, y, x, y) from -1 to 1, y downwards.
LETTERS = [
    [(-1, -1, -1, 1), (-1, 1, 1, 1)],                       # L
    [(-1, -1, 1, -1), (0, -1, 0, 1)],                       # T
    [(-1, -1, 1, 1), (1, -1, -1, 1)],                       # X
    [(-1, -1, 0, 1), (1, -1, 0, 1)],                        # V
    [(-1, -1, 1, -1), (1, -1, -1, 1), (-1, 1, 1, 1)],       # Z
    [(-1, -1, -1, 1), (-1, 1, 1, 1), (1, 1, 1, -1)],        # U
]`;

const DRAW = `def draw(strokes, random):
    """An image [n, SIDE * SIDE] for each sequence of \`random\`."""
    f = np.float32
    middle = f((SIDE - 1) / 2)
    y, x = (axis.astype(f) for axis in np.divmod(np.arange(SIDE * SIDE), SIDE))
    centre = np.concatenate([middle + random.symmetric(1), middle + random.symmetric(1)], axis=1)
    radius = f(4.5) + f(1.5) * random.uniform()
    distances = []
    for stroke in strokes:
        ends = [centre[:, at % 2, None] + radius * f(end) + random.symmetric(0.6) for at, end in enumerate(stroke)]
        x0, y0, x1, y1 = ends
        dx, dy = x1 - x0, y1 - y0
        length = np.maximum(dx * dx + dy * dy, np.finfo(f).tiny)
        along = (((x - x0) * dx + (y - y0) * dy) / length).clip(0, 1)
        distances.append(np.hypot(x - x0 - along * dx, y - y0 - along * dy))
    angle = random.uniform().astype(np.float64) * 2 * np.pi         # where the light comes from
    slope = f(0.25) * f(LIGHT) * random.uniform() / middle
    brightness = f(0.5) + random.symmetric(f(0.2) * f(LIGHT))
    sign = np.where(random.uniform() < f(INVERTED), f(-1), f(1))
    contrast = sign * (f(0.25) + f(0.25) * random.uniform())
    ink = (f(1.2) - np.min(distances, axis=0)).clip(0, 1)
    lit = slope * (np.cos(angle).astype(f) * (x - middle) + np.sin(angle).astype(f) * (y - middle))
    return (brightness + lit + contrast * ink + f(0.03) * random.normal(SIDE * SIDE)).clip(0, 1)`;

const DATA = `def data():
    """Each letter in turn, drawn anew each time: light on dark or dark on light, lit from anywhere."""
    labels = np.arange(ROWS) % len(LETTERS)
    x = np.empty((ROWS, SIDE * SIDE), np.float32)
    for letter, strokes in enumerate(LETTERS):
        rows = np.flatnonzero(labels == letter)
        x[rows] = draw(strokes, Random(DATA, rows))
    return x, labels`;

/** @type {Record<string, (data: Record<string, any>) => DataPart>} */
export const LETTERS = {
  letters: (data) => ({
    rows: data.n, dim: 256, classes: 6, side: 16,
    settings: [["ROWS", data.n, "images, train and test together"], ["LIGHT", data.light, "how much brightness differs between and within images"], ["INVERTED", data.inverted, "share that is dark on light"]],
    parts: [STROKES, DRAW, DATA],
  }),
};
