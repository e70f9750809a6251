/** Latent classes, of which fresh draws can be had: `src/data/latent.rs`. */
import { comment } from "../python.js";

/** @typedef {import("../script.js").DataPart} DataPart */
/** @typedef {Record<string, any>} Values */

/** The means of `src/data/few_labels.rs`. */
const FEW_LABELS = `MEANS = np.array([
    [-0.001984, 0.372438, -0.317503, -1.797388, -0.329738, -1.51735, 0.484618, -1.698217],
    [0.793909, -0.709533, 0.597355, 1.142318, 0.480388, -1.334433, -1.837981, -0.902713],
    [2.168162, -0.395056, -1.342788, 0.117059, -1.013914, -0.574825, 0.447406, 0.876131],
    [-0.252833, -0.25363, -1.922073, -0.968145, 0.568158, 0.9644, -1.723073, -0.135008],
    [1.578311, -0.8809, 1.1123, -1.102265, 1.257274, 1.173836, 0.381154, -0.42053],
    [-0.178174, 0.065112, -0.988093, 0.487137, 2.347085, -1.011462, 1.019748, 0.422653],
    [1.034665, 2.578785, -0.07592, 0.541365, 0.347931, 0.594909, -0.251084, -0.665194],
    [0.10729, 0.840893, 0.908633, -1.329711, 0.314759, -0.949518, -0.984689, 1.928049],
], np.float32)`;

const GAUSSIAN = `def means():
    """Superclasses in random directions from the origin, and in random directions from each its subclasses."""
    random = Random(DATA, 1, seed=MEANS_SEED)

    def direction(length):
        normal = random.normal(SIGNAL).astype(np.float64)
        return normal * (length / np.sqrt((normal**2).sum()))

    found = []
    for _ in range(SUPERCLASSES):
        centre = direction(SEPARATION)
        found += [centre + direction(INNER_SEPARATION) for _ in range(SUBCLASSES)]
    return np.array(found, np.float32)


MEANS = means()`;

/**
 * @param {Values} data @param {number} signal @param {number} classes @param {string} jitter how far jitter moves the signal
 * @param {import("../python.js").Setting[]} settings @param {string} means
 * @returns {DataPart}
 */
const latent = (data, signal, classes, jitter, settings, means) => ({
  rows: data.n, dim: signal + data.nuisance, classes, fresh: true,
  settings: [["ROWS", data.n, "points, train and test together"], ...settings, ["NUISANCE", data.nuisance, "dimensions that say nothing about the class"],
    ["WITHIN_SD", data.within_sd, "of a class, in the signal dimensions"], ["NUISANCE_SD", data.nuisance_sd]],
  scale: `np.array([${jitter}] * SIGNAL + [NUISANCE_SD] * NUISANCE, np.float32)`,
  parts: [means, `def draw(classes, normal):
    """Points of the classes from normals [n, dim]: around the class mean in the signal, around 0 beside it."""
    x = np.float32(NUISANCE_SD) * normal
    x[:, :SIGNAL] = MEANS[classes] + np.float32(WITHIN_SD) * normal[:, :SIGNAL]
    return x`, `def data():
    """Points of each class in turn."""
    labels = np.arange(ROWS) % len(MEANS)
    return draw(labels, Random(DATA).normal(ROWS * (SIGNAL + NUISANCE)).reshape(ROWS, -1)), labels`],
});

/** @type {Record<string, (data: Values) => DataPart>} */
export const LATENT = {
  gaussian: (data) => latent(data, data.signal, data.superclasses * data.subclasses, "WITHIN_SD",
    [["SUPERCLASSES", data.superclasses], ["SUBCLASSES", data.subclasses, "in each of them"], ["SEPARATION", data.sep, "of a superclass from the origin"],
      ["INNER_SEPARATION", data.subsep, "of a subclass from its superclass"], ["MEANS_SEED", data.means, "which draw of the class means"], ["SIGNAL", data.signal, "dimensions in which the class means differ"]], GAUSSIAN),
  "few-labels": (data) => latent(data, 8, 8, "0.5", [["SIGNAL", 8, "dimensions in which the class means differ"]],
    `${comment("Eight class means, 3 from the origin.")}\n${FEW_LABELS}`),
};
