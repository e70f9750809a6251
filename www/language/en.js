/**
 * Everything the page says, in English; `de.js` says the same in German. One constant for each part of the page.
 * What the engine offers (data sets, losses, controls) is named in English beside its code; `offered` of another
 * language translates it.
 */

/** A word in its colour, within a sentence. @typedef {(kind: string, text: string) => Node} Colored */

export const page = {
  title: "Nearfar: see similarity being learned",
  /** What the page's parts are called for those who do not see them, by their id. */
  parts: {
    lecture: "Lecture", transport: "Run the training", lenses: "Look closer", formula: "The loss", data: "Data", embedding: "Embedding", curves: "Curves", "inside-curves": "Curves of the negatives",
    anchor: "Anchor", heatmap: "Similarity", questions: "What the pretext asks", objective: "The objective", plane: "Data and pairs", image: "The points after x ↦ Lx", "metric-curves": "Curves of the metric",
    judged: "Verdict, eigenvalues and errors", verdict: "Verdict", eigenvalues: "Eigenvalues", methods: "Does it help?", controls: "Settings",
  },
  footer: "Every result stands beside its baseline: what is there untrained, and the raw features. Nothing leaves this page. ",
  api: "For your own pages: nearfar.js", licences: "Licences",
  dismiss: "Dismiss",
  newer: "Nearfar is newer than at your last visit.",
  newerNext: "There is a newer Nearfar; it is taken up at your next visit. This page stays as it is.",
  /** @param {string} why */
  unreadable: (why) => `This link could not be read, so nothing was changed. ${why}`,
  notRun: "The loss of that link is not run, and nothing else of the link is taken over.",
  /** Of the address: what it has there, and what it may have. @param {string} name @param {string} given @param {string} known */
  oneOf: (name, given, known) => `${name} is ${given}; it must be one of ${known}.`,
  /** @param {string} name @param {string} given */
  flag: (name, given) => `${name} is ${given}; it must be 1, or left out.`,
  /** @param {string} given @param {string} known */
  hide: (given, known) => `hide has ${given}; it takes, with commas between them, ${known}.`,
};

export const controls = {
  restarts: "Restarts the run", close: "Close",
  /** @param {string} least @param {string} most */
  range: (least, most) => `${least} to ${most}`,
  /** @param {string} name @param {string} range */
  wholeNumber: (name, range) => `${name} must be a whole number from ${range}.`,
  /** @param {string} name @param {string} range */
  number: (name, range) => `${name} must be a number from ${range}.`,

  lecture: "Lecture", lectureAbout: "The lecture, scene by scene",
  scene: "Scene", ownSettings: "Your own settings",
  /** @param {number} number */
  ofScene: (number) => `Of scene ${number}: `,
  compare: "Compare", compareAbout: "Runs side by side on one seed, repeated over seeds, and sweeps",
  history: "History", historyAbout: "Your runs, kept on this device",

  engine: "Engine: ", engineAbout: "What does the computing", computeOn: "Compute on", diagnostics: "Diagnostics",
  backends: { auto: "Automatic", webgpu: "WebGPU", cpu: "CPU" },
  restarted: "The engine was started again, from its last checkpoint.",
  theme: "Theme",
  /** @type {Record<string, string>} */
  themes: { auto: "auto", light: "light", dark: "dark" },
  language: "Language",
  /** What another language would lose of the run. */
  anew: {
    title: "Another language begins the page anew",
    /** @param {string} most */
    long: (most) => `At most ${most} steps are replayed. This run is longer, so it would start untrained.`,
    altered: "A setting was changed while this run trained. Its steps would be replayed with the setting's last value, and may come out otherwise.",
    comparison: "The comparison would have to run again.",
    yes: "Change the language", no: "Leave it as it is",
  },

  /** By the name in a link; short: on the button, part of the title. @type {Record<string, { title: string, short: string, about: string }>} */
  lenses: {
    inside: { title: "Inside", short: "Inside", about: "Which negatives carry the weight, how many of them are false, and what the oracle would gain" },
    slow: { title: "Slow motion", short: "Slow", about: "One step of training taken apart, one stage a click" },
    byhand: { title: "By hand", short: "By hand", about: "Four points, every number of the loss on the screen and open to change" },
    own: { title: "Your own", short: "Own", about: "Write a loss, check its slopes, and train with it" },
    labels: { title: "Labels: from m unlabelled to n labelled", short: "Labels", about: "Accuracy against the number of labels, pretrained and not" },
    theorem: { title: "The theorem", short: "Theorem", about: "Excess risk against n strong labels, with m = n^β weak ones to pretrain on" },
  },
  /** @param {string} title */
  closeLens: (title) => `Close: ${title}`,
  backToData: "Back to the data (Esc)",

  task: "Task", activation: "Activation",
  /** The panel's sections, and the choices in them. */
  sections: { data: "Data", pretext: "Pretext", loss: "Loss", negatives: "Negatives", augmentation: "Augmentation", encoder: "Encoder", optimizer: "Optimiser", run: "Run" },
  /** @param {string} source @param {string} [license] */
  source: (source, license) => `Source: ${source}${license ? `; ${license}` : ""}`,
  dataset: "Data set", ownData: "Your own data …",
  /** @param {string} file */
  ownDataOf: (file) => `Your own data: ${file}`,
  /** @param {string} now @param {string} untrained */
  moves: (now, untrained) => `z moves ${now} of the way to another point, untrained ${untrained}`,
  ownText: "Your text", useText: "Use this text",
  /** @param {string} bytes @param {string} most */
  unusedText: (bytes, most) => `Not used yet; ${bytes} of ${most} bytes.`,
  /** @param {string} most */
  frequentWords: (most) => `The ${most} most frequent words of it are used.`,
  oracle: "True negatives only: an oracle that reads the labels, to compare with",
  layers: "Hidden layers", layersHelp: "None: the encoder is linear, x ↦ Lx. Each layer lets it bend the space once more.",
  /** @param {number} layer */
  layerWidth: (layer) => `Width of layer ${layer}`,
  normalize: "Embeddings of length 1",

  consent: {
    title: "This link brings a loss that somebody wrote",
    text: "It can do arithmetic on similarities and nothing else: it has no loops, no memory and no access to this page. Do you want to train with it?",
    code: "The loss, in WGSL", no: "Do not run it", yes: "Run it",
  },
  help: {
    name: "Help and keys", title: "How to read this page", keysTitle: "Keys", on: "Single keys are on",
    /** Each key and what it does. */
    keys: [["Space", "run or pause"], [".", "one step"], ["R", "reset: the same seed from the start"], ["N", "a new seed"], ["1 … 9", "the scenes, in order"], ["?", "this help"],
      ["Ctrl + Z", "undo a change of the settings; with Shift, redo it (on a Mac with ⌘)"],
      ["← → ↑ ↓", "in a picture: from point to point; Enter makes it the anchor, or an end of the pair you draw"], ["Esc", "take back a pair's first end"], ["Shift + arrows", "turn the sphere"]],
    /** @param {Colored} word */
    contrastive: (word) => ["Each step takes a batch of points, makes two views of every one, and moves the encoder so that the two views come nearer (", word("positive", "positive"),
      ") and the other points farther (", word("negative", "negatives"), "). No labels are used; they only colour the points and judge the result."],
    contrastivePoint: "Point at anything to name it and see its neighbours; click it to make it the anchor.",
    /** @param {Colored} word @param {Node} metric A = LᵀL */
    metric: (word, metric) => ["Pairs say what is ", word("positive", "similar"), " and what is ", word("negative", "dissimilar"),
      ". The metric ", metric, " brings the first near and keeps the second far: on the left you see its unit ball, on the right the same points after x ↦ Lx."],
    metricPoint: "Click a point to make it the anchor, then point at another to read their distance before and after. To draw pairs yourself, press Connect as similar, or dissimilar, and choose two points; the same two once more take the pair away.",
  },
};

export const transport = {
  run: "Run", pause: "Pause",
  step: "Step", stepAbout: "One step (.)",
  reset: "Reset", resetAbout: "From the start, with the same seed (R)",
  seed: "New seed", seedAbout: "New seed (N): everything that is drawn at random is drawn anew",
  speed: "Speed",
  /** @param {number} steps */
  pace: (steps) => `${steps} steps/s`,
  full: "full speed",
  preparing: "Preparing …",
  /** @param {string} step @param {string} last */
  progress: (step, last) => `Step ${step} of ${last}`,
  /** @param {number} steps */
  stopped: (steps) => `Stopped after ${steps} steps, as set.`,
  goOn: "Go on",
  /** @param {string} what @param {boolean} metric */
  diverged: (what, metric) => `${what} Try ${metric ? "a smaller step" : "a smaller learning rate or a higher temperature"}; Reset starts again from the same seed.`,
  resetRun: "Reset the run",
  /** The state of things, for those who listen; said with commas between. */
  said: {
    /** @param {string} step */
    step: (step) => `Step ${step}`,
    /** @param {string} value */
    objective: (value) => `objective ${value}`,
    /** @param {string} value */
    loss: (value) => `loss ${value}`,
    /** @param {string} k @param {string} value */
    nearest: (k, value) => `${k}-NN ${value}`,
    /** @param {string} value */
    euclidean: (value) => `Euclidean ${value}`,
    /** @param {string} share */
    pretext: (share) => `pretext ${share} right`,
    /** @param {string} value */
    categories: (value) => `categories ${value}`,
    /** @param {string} value */
    probe: (value) => `linear probe ${value}`,
  },
};

export const pictures = {
  /** A point, as it is named everywhere. @param {number} row @param {string} kind @param {boolean} heldOut */
  point: (row, kind, heldOut) => `Point ${row}, ${kind}${heldOut ? ", held out" : ""}`,
  /** @param {string} word @param {string} [kind] */
  word: (word, kind) => `“${word}”${kind === undefined ? "" : `, ${kind}`}`,
  /** Where a class has no name. @param {string} number */
  kind: (number) => `class ${number}`,
  nearest: "Nearest",
  /** Before d_A on a line of its own. */
  nearestBy: "Nearest,",
  cosine: "cosine", product: "dot product",

  data: "Data", images: "as images",
  /** @param {string} rows */
  wordsAbout: (rows) => `${rows} words, each as far from all others`,
  /** @param {string} rows @param {number} dim @param {string} shares of the variance; "" where all is shown */
  dataAbout: (rows, dim, shares) => `${rows} points of ${dim} numbers${shares && `; the two main directions hold ${shares} of the variance`}`,
  /** @param {string} title @param {string} rows @param {boolean} words @param {number} classes 0 where there are none */
  dataSaid: (title, rows, words, classes) => `${title}: ${rows} ${words ? "words" : "points"}${classes ? ` in ${classes} classes` : ""}`,

  embedding: "What the encoder makes of it", solid: "in 3-D",
  /** unit: shown as they are, of length 1; shown: dimensions of the picture. @param {{ step: string, dim: number, unit: boolean, shown: number, shares: string }} of */
  embeddingAbout: ({ step, dim, unit, shown, shares }) => `Step ${step}: ${dim} numbers${unit ? ` of length 1, so on a ${dim === 2 ? "circle" : "sphere"}` : ""}${
    shares && `; the ${shown === 2 ? "two" : "three"} main directions hold ${shares} of the variance`}${shown === 3 ? "; drag to turn" : ""}`,
  /** @param {string} summary */
  embeddingSaid: (summary) => `Embedding. ${summary}`,

  classes: "Classes", lines: "Lines",
  key: { anchor: "anchor", positive: "its positive", negatives: "strongest negatives", false: "false negative", falseAbout: "A negative of the anchor's own class; the loss cannot know." },

  anchor: "One anchor, two views", row: "Row of the anchor in the data", rowBefore: "Point",
  weight: "softmax weight",
  /** @param {string} wrong @param {string} all @param {string} share */
  falseNegatives: (wrong, all, share) => `${wrong} of ${all} negatives are false, of its own class: ${share} of the weight.`,
  notInBatch: "Not in the next batch.",
  nearestInEmbedding: "Nearest in the embedding",
  asItIs: "as it is", view1: "view 1", view2: "view 2",
  otherView: "The other view of the same point",
  /** @param {number} point */
  makeAnchor: (point) => `Make point ${point} the anchor`,
  positive: "Positive", negative: "Negative", falseNegative: "False negative",
  /** @param {{ relation: string, point: number, kind: string, measure: string, similarity: string, weight: string }} of */
  partner: ({ relation, point, kind, measure, similarity, weight }) => `${relation}: point ${point}, ${kind}, ${measure} ${similarity}, weight ${weight}`,
  /** @param {number} count @param {string} names */
  profile: (count, names) => `The point's ${count} numbers${names && ` (${names})`} and those of its two views`,
  closeUp: "Close-up",

  similarities: "Similarity in the batch", weights: "Weights in the batch", heatmap: "Similarity heat map",
  heatmapAbout: "anchors down, candidates across, by class",
  /** What two views are to each other, by their number. */
  relations: ["excluded", "positive", "negative"],
  /** A cell of the heat map; weight: "" where it has none. @param {{ anchor: string, candidate: string, similarity: string, relation: string, weight: string }} of */
  cell: ({ anchor, candidate, similarity, relation, weight }) => `${anchor} × ${candidate.toLowerCase()}: ${similarity}, ${relation}${weight && `, weight ${weight}`}`,
  rowWeight: "weight in its row",
  /** @param {boolean} weighed @param {number} anchors @param {number} candidates @param {string} summary */
  heatmapSaid: (weighed, anchors, candidates, summary) => `${weighed ? "Weights" : "Similarities"} of the next batch, ${anchors} anchors by ${candidates} candidates. ${summary}`,

  symbols: "In symbols", figures: "In numbers",
  /** Beside the formula, each with its number. */
  loss: "loss", negativesPerAnchor: "negatives per anchor",
  /** @param {string} step */
  step: (step) => `Step ${step}`,

  curves: {
    loss: "Loss", lossLine: "mean over the batch",
    accuracy: "Accuracy on held-out points", knn: "5-NN", probe: "linear probe",
    knnUntrained: "5-NN, untrained", knnRaw: "5-NN, raw features", probeUntrained: "probe, untrained", probeRaw: "probe, raw features",
    qualities: "Alignment, uniformity", alignment: "alignment", uniformity: "uniformity", untrained: "untrained",
    pretext: "Pretext answered right", nearer: "Right word before its negatives", right: "right", guessing: "guessing",
    words: "What the word vectors know",
    /** The line, and its baseline. */
    ofWords: { knnAccuracy: ["words by category, 3-NN", "words, untrained"], sentenceAccuracy: ["opinions of sentences", "opinions, untrained"], analogyAccuracy: ["analogies", "analogies, untrained"] },
    axis: "step",
    /** @param {string} step */
    step: (step) => `step ${step}`,
    nothing: "Nothing measured yet",
  },
  table: {
    name: "Table", show: "Show as table", title: "The curves as a table", step: "Step", every: "Every step.",
    /** @param {number} every */
    thinned: (every) => `One step in ${every}, the last, and every measurement.`,
  },
  /** @param {string} now @param {string} untrained */
  collapsed: (now, untrained) => `Collapsed: all embeddings are nearly one point (${now} of their mean square is variance, untrained ${untrained}). Positives attract, and nothing pushes: negatives would, or uniformity.`,
};

export const questions = {
  title: "What is asked", before: "The question before", next: "The next question",
  /** @param {string} right @param {string} all */
  about: (right, all) => `The next batch; ${right} of these ${all} are answered right`,
  /** @param {number} at @param {number} all */
  count: (at, all) => `${at} of ${all}`,
  /** After the count, for those who do not see the strip. */
  answeredRight: ", answered right", answeredWrong: ", answered wrong",
  right: " (right)",
  /** The engine's answers, where they are words. @type {Record<string, string>} */
  answers: {
    "above left": "above left", above: "above", "above right": "above right", left: "left", right: "right", "below left": "below left", below: "below", "below right": "below right",
  },
  turned: "Turned by how much?",
  /** @param {string} right @param {string} said */
  turnedSaid: (right, said) => `An image that was turned by ${right}; the encoder says ${said}.`,
  /** @param {Node} first @param {Node} second its keys */
  patches: (first, second) => [first, " the first patch; ", second, " where the second one is from"],
  first: "first", second: "second: where?",
  /** @param {string} right @param {string} said */
  patchesSaid: (right, said) => `An image with a patch, and ${right} of it another; the encoder says ${said}.`,
  compass: "Chance of each direction",
  /** @param {string} name @param {string} chance @param {boolean} right */
  direction: (name, chance, right) => `${name}, ${chance}${right ? ", right" : ""}`,
  gap: "Asked for",
  /** @param {Node} word */
  gapSaid: (word) => ["(asked for: ", word, ")"],
  /** @param {boolean} several words are shown @param {string} all */
  sentence: (several, all) => `${several ? "The bold words are shown; which stood in the gap?" : "The bold word is shown; which stands in the gap?"} Below, the likeliest of all ${all} words.`,
  /** @param {string} word */
  unknown: (word) => `“${word}” is no word of this text.`,
  nearest: "Nearest words to ", nearestField: "Word whose neighbours are shown",
  analogies: "Analogies",
  /** @param {Node} a @param {Node} b @param {Node} c */
  analogy: (a, b, c) => [a, " is to ", b, " as ", c, " is to …"],
  /** @param {string} name */
  term: (name) => `${name} of: a is to b as c is to …`,
};

export const share = {
  name: "Share", title: "Share this experiment",
  link: "Link", text: "Text", markdown: "Markdown", embed: "Embed", element: "Element",
  copy: "Copy",
  /** @param {string} name */
  copyOf: (name) => `Copy: ${name}`,
  /** @param {string} name */
  copied: (name) => `Copied: ${name}.`,
  byKeyboard: "Copy it with the keyboard.",
  copiedLink: "The link is copied. It holds all settings and the seed, so it gives the same run.",
  copiedReplay: "The link is copied. It holds all settings and the seed, and a few losses to compare with.",
  fromHere: "Copy the link from here:",
  code: "The link as a QR code",
  /** @param {string} length @param {string} most */
  noCode: (length, most) => `This link has ${length} characters. A QR code holds ${most}, so there is none.`,
  /** @param {string} why */
  codeFailed: (why) => `The QR code could not be drawn: ${why}`,
  /** @param {string} step */
  replay: (step) => `Replay to step ${step}, and compare the losses with these`,
  /** @param {string} most */
  tooLong: (most) => `A link can replay ${most} steps; this run is longer, so its link starts untrained.`,
  send: "Send …",
  /** @param {string} size */
  carried: (size) => `Your data are in the link: ${size} kB of it. Whoever has the link has them.`,
  notCarried: "Your data are too large for a link, and not in it: whoever opens it is asked for the same file.",
  altered: "A setting was changed while this run trained, and the link knows only its last value. Test whether it gives this run.",
  told: "Whoever opens the link is told whether it gives them the same losses.",
  test: "Test this link", stop: "Stop the test", stopped: "The test was stopped.", progress: "Steps replayed",
  /** @param {string} steps */
  replaying: (steps) => `Replaying ${steps} ${steps === "1" ? "step" : "steps"} from the link alone …`,
  /** @param {string} losses */
  same: (losses) => `The link gives the same result: all ${losses} losses agree.`,
  /** @param {string} why */
  untested: (why) => `The link could not be tested: ${why}`,
  /** @param {string} step */
  breaksOff: (step) => `The link does not give this run: its training breaks off at step ${step}. A link knows only the last value of a setting that was changed while it trained. Reset, train, and share that run.`,
  /** @param {string} step @param {string} there @param {string} here */
  unlike: (step, there, here) => `The link does not give this run: at step ${step} its loss is ${there}, and here it was ${here}. A link knows only the last value of a setting that was changed while it trained. Reset, train, and share that run.`,

  /** What is trained on what. @param {string} what @param {string} data */
  on: (what, data) => `${what} on ${data}`,
  /** @param {string} pretext @param {string} loss @param {string} data */
  pretextOn: (pretext, loss, data) => `${pretext}, ${loss}, on ${data}`,
  knn: "5-NN", probe: "linear probe",
  /** The run in words; right: accuracies, "" where none is known; since: the earlier step they are of. */
  said: {
    /** @param {string} subject @param {number} seed @param {boolean} metric @param {string} right */
    untrained: (subject, seed, metric, right) => `Nearfar: ${subject}, seed ${seed}. ${metric ? "Before the first step" : "Untrained"}${right && `: ${right}`}.`,
    /** @param {{ subject: string, seed: number, step: string, metric: boolean, loss: string, right: string, since: string }} of */
    trained: ({ subject, seed, step, metric, loss, right, since }) => `Nearfar: ${subject}, seed ${seed}. After ${step} ${step === "1" ? "step" : "steps"}: ${metric ? "objective" : "loss"} ${loss}${right && (since ? `; at step ${since} ${right}` : `, ${right}`)}.`,
  },
};

export const runs = {
};

/** A link that brings losses, compared with those here (`proof.js`). */
export const proof = {
  /** @param {string} why */
  unread: (why) => `The result in this link is not compared: ${why}`,
  encoding: "proof is not percent-encoded UTF-8.",
  /** @param {number} length @param {number} most */
  long: (length, most) => `proof has ${length} characters; at most ${most} are read.`,
  noStep: "proof needs a step to replay to.",
  /** @param {string} given */
  pair: (given) => `proof has ${given}; it must be step:loss, with commas between.`,
  /** @param {number} steps @param {number} most */
  many: (steps, most) => `proof has ${steps} steps; at most ${most} are read.`,
  /** @param {number} last */
  order: (last) => `proof's steps must rise, up to the link's step, ${last}.`,
  /** @param {number} step @param {string} tolerance */
  same: (step, tolerance) => `Replayed to step ${step}: the same result as the sender's, within ${tolerance}.`,
  /** @param {number} step @param {string} there */
  ended: (step, there) => `Not the sender's result: the replay ended before step ${step}, where the sender's loss was ${there}.`,
  /** @param {number} step @param {string} here @param {string} there */
  unlike: (step, here, there) => `Replayed: not the sender's result. At step ${step} the loss is ${here} here, and was ${there} there.`,
  /** @param {{ before: number, step: number, here: string, there: string, sure: number }} of */
  parted: ({ before, step, here, there, sure }) => `Replayed: the sender's losses up to step ${before}, and not after. At step ${step} the loss is ${here} here, and was ${there} there. Another engine's rounding can grow to that in more than some ${sure} steps, and a setting changed on the way would show like this.`,
};

export const undo = {
  undo: "Undo", redo: "Redo",
  /** With the key. @param {boolean} mac */
  undoAbout: (mac) => `Undo a change of the settings (${mac ? "⌘Z" : "Ctrl+Z"})`,
  /** @param {boolean} mac */
  redoAbout: (mac) => `Redo a change of the settings (${mac ? "⇧⌘Z" : "Ctrl+Shift+Z"})`,
  undone: "Undone", redone: "Redone",
  /** @param {number} steps */
  again: (steps) => `This run starts again from step 0: its settings had changed while it trained, so its ${steps} steps cannot be repeated.`,
  /** @param {string} title */
  scene: (title) => `scene “${title}”`,
  /** What was chosen, before its title. @type {Record<string, string>} */
  choices: { task: "task", "data.name": "data set", "pretext.name": "pretext", "loss.name": "loss", "objective.name": "objective", "negatives.name": "negatives", "optimizer.name": "optimiser", "pairs.source": "pairs", "encoder.activation": "activation" },
  /** Settings that are no control of the engine's. @type {Record<string, string>} */
  settings: {
    "encoder.hidden": "hidden layers", "encoder.normalize": "embeddings of length 1", "data.standardize": "standardised features", "negatives.oracle": "true negatives only",
    "loss.code": "your own loss", "data.text": "your text", "pairs.similar": "drawn similar pairs", "pairs.dissimilar": "drawn dissimilar pairs",
  },
  on: "on", off: "off", none: "none",
  /** @param {string} first @param {number} more */
  more: (first, more) => `${first} and ${more} more`,
};

export const exports = {
  name: "Export", about: "Take the run home: script, numbers, pictures",
  /** Each with what it is. */
  choices: {
    script: ["PyTorch script", "runs as it is, with the same first losses"],
    csv: ["Numbers, CSV", "losses and metrics, a row for each step"],
    json: ["Numbers, JSON", "the same, with all settings"],
    curves: ["Curves, SVG", "drawn from the numbers"],
    data: ["Data, PNG", "the left picture"],
    embedding: ["Embedding, PNG", "the right picture"],
  },
  making: "Being made …",
  /** @param {string} name */
  saved: (name) => `Saved: ${name}.`,
  metricPictures: "Pictures: the points before and after x ↦ Lx.",
};

/** The presenter's window. */
export const notes = {
  title: "Nearfar: presenter's notes", heading: "Presenter's notes", waiting: "Open a scene of the lecture in the other window.",
  /** @param {number} at @param {number} of */
  place: (at, of) => `Scene ${at} of ${of}`,
  /** @param {string} title */
  next: (title) => `Next: ${title}`,
  last: "The last scene.",
  back: "← Previous", forth: "Next →",
};

export const csv = {
};

export const compare = {
};

export const metric = {
};

export const inside = {
};

export const slow = {
};

export const byhand = {
};

export const own = {
};

export const labels = {
};

export const theorem = {
};

export const lecture = {
  previous: "Previous", previousKey: "Page Up", next: "Next", nextKey: "Page Down", close: "Leave the lecture", scene: "Scene", larger: "Large type", notes: "Notes in a window", question: "Try", answered: "Answered", open: "Not yet",
  formula: "The formula", numbers: "In numbers", footnote: "Set right",
};

/** The lecture's scenes. `state`: what is said of the question's state, {0} and {1} being the scene's numbers.
 *  @type {Record<string, { title: string, text: string[], question: string, state: string, notes: string, footnote?: string, symbols?: Record<string, string> }>} */
export const scenes = {
  "near-and-far": {
    title: "Near and far",
    text: ["We want a map f under which similar things come near one another and dissimilar ones go far. Nobody has to say what a thing is: that two pictures show the same one is enough.",
      "Here the same one is a digit and a shifted, turned copy of it. Press Run and watch the digits sort themselves."],
    question: "Two views of a digit first fly apart like everything else. Run until they are nearer than they were untrained, though everything else has gone far (uniformity lower by 1).",
    state: "Alignment {0}, untrained {1}; uniformity {2}, untrained {3}.",
    notes: "Ask what similar means before showing anything. Point at the colours: they are labels, and training never sees them. Alignment is the mean squared distance of two views; uniformity says how evenly the sphere is used, lower is better.",
    symbols: { anchor: "The anchor: a point, as the encoder sees it.", positive: "Its positive: another view of the same point.", negatives: "Its negatives: views of other points." },
  },
  "weak-supervision": {
    title: "Weak supervision",
    text: ["Labels are dear; hints are cheap. A hint says of two things that they are alike, or that they are not, and sometimes it is wrong.",
      "A fifth of these pairs are on the wrong side. The metric that is learned from them is still better than none."],
    question: "How much noise can it bear? Turn the share of wrong pairs up until neighbours are no better than under the Euclidean metric.",
    state: "5-NN {0} %, Euclidean {1} %.",
    notes: "Clicks, citations, hashtags: hints of this kind cost nothing. Wrong pairs pull in all directions and cancel; right ones agree. At one half there is nothing left to learn from.",
    symbols: { similar: "Pairs that are said to be alike.", dissimilar: "Pairs that are said not to be.", "pairs.noise": "The share of pairs on the wrong side." },
  },
  "metric-learning": {
    title: "A metric is a map",
    text: ["A Mahalanobis metric is the squared length of L(x − y): first a linear map, then the ordinary distance. All that can be learned of it is A = LᵀL, symmetric and positive semidefinite.",
      "On the left the ellipse of points at distance one; on the right the same plane after x ↦ Lx, where it is a circle."],
    question: "Slide t, which chooses one metric of a family, until A stretches one direction more than five times as much as the other.",
    state: "The eigenvalues of A stand {0} to 1.",
    notes: "Hover a pair: its distance before and after. The eigenvectors of A are the axes of the ellipse; a large eigenvalue is a short axis, because there a small step counts much.",
    footnote: "‖xᵢ − xⱼ‖² = (xᵢ − xⱼ)ᵀLᵀL(xᵢ − xⱼ) should read ‖Lxᵢ − Lxⱼ‖² on the left; and d_A is a squared distance, with no root.",
    symbols: { metric: "A, drawn as the points at distance one." },
  },
  naive: {
    title: "The naive objective fails",
    text: ["Similar pairs near, dissimilar ones far: subtract one sum from the other, with a weight λ. It is linear in A, and so has no best A but nothing or infinity.",
      "Below a threshold λ* everything is pulled onto one point. Above it pushing pays for itself, for ever."],
    question: "Find both ends: one λ at which A collapses, and one at which it grows without end. Run each for a moment.",
    state: "{0} of 2 ends seen.",
    notes: "Let them guess a good λ first. There is none: the threshold is λ* = 1/λ_max(S⁻¹D), marked on the slider. A cap on tr A only moves the greed into one direction: rank one.",
    symbols: { similar: "What is to be near.", dissimilar: "What is to be far.", "objective.lambda": "How much far is worth.", metric: "The metric that is sought." },
  },
  "geometric-mean": {
    title: "The geometric mean",
    text: ["Let far count through the inverse: tr(A⁻¹D) is small where A is large on dissimilar pairs. Now both terms hold each other, h is convex, and its minimum has a closed form.",
      "It is the point halfway along the geodesic from S⁻¹ to D in the space of positive matrices: their geometric mean."],
    question: "Slide t from one end to the other and find the least h. What can you say of the two traces there?",
    state: "h = {0}; the least is {1}.",
    notes: "At t = ½ the two traces are equal: tr(AS) = tr(A⁻¹D), which follows from ASA = D. Press Run: two gradient descents crawl towards the value that the closed form has at once.",
    footnote: "The exponent of the geometric mean is printed as a transpose; it is the power t, at the minimum ½.",
    symbols: { metric: "A, on its way from S⁻¹ to D.", similar_part: "What similar pairs cost.", dissimilar_part: "What dissimilar pairs cost, through the inverse.", "objective.t": "Where on the geodesic." },
  },
  representations: {
    title: "Learn first, label later",
    text: ["Most data have no labels. So ask the data a question that they answer themselves, and learn f from that: the pretext. Then a simple classifier on f(x) needs few labels.",
      "Eight classes in 32 dimensions, 24 of them noise. The augmentation knows which ones, and that knowledge is what the labels no longer have to teach."],
    question: "Run, then pause: get a linear probe with 16 labels, two for each class, over 85 %. Raw features do not come near it.",
    state: "With 16 labels {0} %, raw features {1} %.",
    notes: "Outside the lecture, Labels under Run draws accuracy against n for five ways to use the same labels; ten seeds take a few seconds. Then the honest part: on digits raw pixels catch up at 50 labels.",
    symbols: { loss: "The pretext's loss, on m points without labels." },
  },
  patches: {
    title: "Pretext: where does the patch belong?",
    text: ["Two patches of an image: which of the eight neighbours of the first is the second? Whoever can tell knows what parts things are made of.",
      "These letters are light on dark or dark on light, under any light: pixels hardly tell them apart. Where a patch lies does not depend on that."],
    question: "Get 60 % of the questions about held-out letters right. What becomes of the linear probe meanwhile?",
    state: "{0} % right, guessing {1} %.",
    notes: "Page through the questions beside the picture. On the digits the same pretext is learnt as well and is worth little: they are upright, centred and clean already. A pretext helps when it has to look past what you want to forget.",
    symbols: { loss: "Cross-entropy over eight answers." },
  },
  words: {
    title: "Pretext: words by their company",
    text: ["A word is asked which words stand around it. Nobody says what a word means, yet words of one kind come together, because they keep the same company.",
      "Relations become directions: from paris to france is about the same step as from rome to italy."],
    question: "Train until nine of ten analogies come out right. Then try one: paris, france, rome.",
    state: "{0} % of the analogies, {1} % of the words by category.",
    notes: "The loss is contrastive: the word that stood there is the positive, k others are negatives. InfoNCE does the same. Turn the dimension down to 2 or 4 and the analogies go.",
    symbols: { loss: "Skip-gram's loss: one positive, k negatives.", "negatives.count": "How many negatives." },
  },
  theorem: {
    title: "How much does it save?",
    text: ["If the pretext is learned at rate m^{−α} and m = n^{β} points are there for it, then excess risk falls like n^{−αβ}, and never faster than 1/n.",
      "On a task whose rates are known exactly the slopes can be measured beside those of the theorem."],
    question: "Make the weak task slow, α = 0.5 or less. Which β brings the fast rate 1/n back?",
    state: "α = {0}, the largest αβ is {1}.",
    notes: "The exponent is min(1, αβ): with a slow pretext more unlabelled data help, up to 1/n. Then break an assumption: with heavy-tailed noise the central condition fails, and no β helps.",
    footnote: "log 1/d in the bound is log 1/δ. The theorem is about weak supervision, a pretext with labels of its own; α is its rate's exponent.",
  },
  "contrastive-loss": {
    title: "The contrastive loss",
    text: ["Among N + 1 candidates, which is the anchor's other view? The loss is minus the log of the softmax of the right one.",
      "Untrained it is near log(1 + N), as for guessing; every nat below that is something learned."],
    question: "Train until the loss is 1 below log(1 + N). Then change τ: what happens to the loss, and what to the picture?",
    state: "Loss {0}; log(1 + N) = {1}.",
    notes: "A small τ looks at the nearest negatives only, a large one at all of them alike. Losses of different τ cannot be compared.",
    symbols: { loss: "The loss, a mean over anchors.", anchor: "The anchor.", positive: "Its other view.", count: "N negatives: views of other points.", "loss.temperature": "The temperature: how sharply near and far are told apart." },
  },
  "false-negatives": {
    title: "Negatives that are none",
    text: ["A negative is any other point, so one in six here is of the anchor's own class: pushed away by mistake. If we know how frequent that is, τ⁺, its share can be subtracted.",
      "The estimate must not fall below its least value N e^{−1/τ}. There it is clamped, and pushes no more."],
    question: "Turn τ⁺ up while it trains until a third of the anchors are clamped.",
    state: "{0} % clamped; {1} % of the negatives are false.",
    notes: "Debiasing is a correction of the mean; it does not know which negatives are false. Too large a τ⁺ clamps most anchors: then only the positives act. Outside the lecture, Inside shows it over training.",
    symbols: { "loss.tau_plus": "The share of false negatives, assumed.", count: "All N negatives, false ones among them.", positive: "What false negatives are like: the positive." },
  },
  "hard-negatives": {
    title: "Hard negatives",
    text: ["Negatives that are far away teach nothing. Weigh those up that the encoder takes for the anchor, with e^{βs}: the larger β, the fewer carry the loss.",
      "Among the nearest are the false ones too, so hardness and the correction by τ⁺ belong together."],
    question: "Turn β up while it trains, until the negatives count like fewer than 65 % of their number. How much of the weight is on false ones?",
    state: "They count like {0} % of their number; {1} % of the weight is on false ones.",
    notes: "Here hard negatives win: four groups of three classes, so near is not always false. There are scenes where they lose; both are in the menu, with the reason.",
    symbols: { "loss.beta": "How much nearness counts.", negatives: "Negatives, as they are weighed.", anchor: "The anchor." },
  },
  memory: {
    title: "Negatives from memory",
    text: ["More negatives need not mean a larger batch: remember the embeddings of what came before. They were made by an older encoder, so let the one that makes them change slowly.",
      "16 points a step, 256 remembered keys. The loss rises while the queue fills: there is more to choose from."],
    question: "Take as many steps as it takes to fill the queue, and watch the loss as it fills.",
    state: "{0} of {1} keys.",
    notes: "Set m to 0.5: keys go stale as fast as the encoder learns, and the probe falls by half. MoCo's queue; PIRL keeps one entry for each point instead.",
    symbols: { "negatives.momentum": "How slowly the key encoder follows.", negatives: "Keys in the queue.", "negatives.size": "How many." },
  },
  summary: {
    title: "Near and far, once more",
    text: ["From a linear map in closed form to an encoder on a sphere, the idea was one: similar near, dissimilar far. What changed is who says what is similar: a person, a proxy, an augmentation, the next word.",
      "What you know goes into the positives. What you cannot know, which negatives are false, you can only allow for."],
    question: "The last one is yours: over 90 % with 20 labels. The settings below are open, and so is everything else.",
    state: "With 20 labels {0} %.",
    notes: "Leave this one running while questions come. Everything on the page is in the link: ask for theirs.",
    symbols: { positive: "What you know.", negatives: "What you do not." },
  },
};
