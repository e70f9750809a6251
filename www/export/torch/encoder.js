/** The encoder and what optimises it: `src/encoder/`. */

/** @type {Record<string, string>} */
const ACTIVATIONS = { relu: "nn.ReLU()", tanh: "nn.Tanh()", gelu: "nn.GELU()" };

/** @param {number} first index of its first layer @param {number[]} widths @param {string} activation @param {boolean} [biased] of the last layer */
function layers(first, widths, activation, biased = true) {
  const made = [];
  for (let i = 0; i + 1 < widths.length; i++) {
    const last = i + 2 === widths.length;
    made.push(`dense(${first + i}, ${widths[i]}, ${widths[i + 1]}${last && !biased ? ", bias=False" : ""})${last ? "" : `, ${ACTIVATIONS[activation]}`}`);
  }
  return made.length === 1 ? `        self.layers = ${made[0]}` : `        self.layers = nn.Sequential(\n${made.map((line) => `            ${line},`).join("\n")}\n        )`;
}

/** @param {boolean} biased whether every layer has a bias */
const dense = (biased) => `def dense(layer, inputs, outputs${biased ? "" : ", bias=True"}):
    """A layer x W^T + b with its first weights: W ~ N(0, 2 / inputs) (He et al. 2015, eq. 10), b = 0."""
    made = nn.Linear(inputs, outputs${biased ? "" : ", bias=bias"})
    weights = np.float32(np.sqrt(2 / inputs)) * Random(INIT, layer).normal(inputs * outputs)
    with torch.no_grad():
        made.weight.copy_(torch.from_numpy(weights.reshape(outputs, inputs)))
        ${biased ? "" : "if bias:\n            "}made.bias.zero_()
    return made`;

const UNIT = `def unit(y):
    """The rows onto the unit sphere. One of zeros has no direction: it stays, and has no gradient."""
    length = y.norm(dim=1, keepdim=True)
    return y / length.masked_fill(length == 0, float("inf"))`;

/** Hidden layers that are narrower may have no unit that answers. */
const NARROW = 16;

/**
 * @param {Record<string, any>} settings the config's encoder
 * @param {string | number} input numbers of one input
 * @param {{ words?: boolean, blank?: boolean, head?: { parts: number, hidden: number[], answers: number } | null }} more
 *   blank: inputs can be all zeros, and so can what becomes of them
 */
export function encoder({ hidden, activation, dim, normalize }, input, { words = false, blank = false, head = null }) {
  const widths = [input, ...hidden, dim];
  const linear = hidden.length === 0;
  const what = words && linear ? "Word vectors: a linear map of unit vectors holds a table of them, word2vec's two tables side by side."
    : linear ? "x -> Lx, a linear encoder" : `A multilayer perceptron, ${widths.join(" -> ")}`;
  const made = layers(0, /** @type {number[]} */ (widths), activation, !words);
  const zeros = normalize && (blank || hidden.some((/** @type {number} */ width) => width < NARROW));
  const parts = [dense(!words), ...(zeros ? [UNIT] : []), `class Encoder(nn.Module):
    """${what}${/[.]$/.test(what) ? "" : normalize ? ", and onto the unit sphere." : "."}"""

    def __init__(self${typeof input === "string" ? `, ${input}` : ""}):
        super().__init__()
${made}

    def forward(self, x):
        return ${zeros ? "unit(self.layers(x))" : normalize ? "F.normalize(self.layers(x), dim=1)" : "self.layers(x)"}`];
  if (head) {
    parts.push(`class Head(nn.Module):
    """Tells the ${head.answers} answers apart by the embedding${head.parts > 1 ? `s of the ${head.parts} inputs of a question` : ""}."""

    def __init__(self):
        super().__init__()
${layers(hidden.length + 1, [head.parts * dim, ...head.hidden, head.answers], "relu")}

    def forward(self, z):
        return self.layers(z${head.parts > 1 ? `.view(len(z) // ${head.parts}, -1)` : ""})`);
  }
  return parts;
}

/** @param {Record<string, any>} settings the config's optimizer @param {string} parameters */
export function optimizer(settings, parameters) {
  const decay = settings.weight_decay ? ", weight_decay=WEIGHT_DECAY" : "";
  /** @type {import("./python.js").Setting[]} */
  const given = [["LEARNING_RATE", settings.lr]];
  if (settings.weight_decay) given.push(["WEIGHT_DECAY", settings.weight_decay]);
  if (settings.name === "sgd") {
    if (settings.momentum) given.push(["SGD_MOMENTUM", settings.momentum]);
    return { settings: given, code: `torch.optim.SGD(${parameters}, lr=LEARNING_RATE${settings.momentum ? ", momentum=SGD_MOMENTUM" : ""}${decay})` };
  }
  const usual = settings.beta1 === 0.9 && settings.beta2 === 0.999;
  if (!usual) given.push(["BETAS", `(${settings.beta1}, ${settings.beta2})`, "memory of the mean gradient, and of its square"]);
  return { settings: given, code: `torch.optim.Adam(${parameters}, lr=LEARNING_RATE${usual ? "" : ", betas=BETAS"}${decay})` };
}
