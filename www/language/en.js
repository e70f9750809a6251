/**
 * Everything the page says, in English; `de.js` says the same in German. One constant for each part of the page.
 * What the engine offers (data sets, losses, controls) is named in English beside its code; `offered` of another
 * language translates it.
 */

/** A word in its colour, within a sentence. @typedef {(kind: string, text: string) => Node} Colored */

export const page = {
  title: "Nearfar: see similarity being learned",
  /** Of a tab, with a scene's title. @param {string} scene */
  titled: (scene) => `${scene} · Nearfar`,
  /** What stands between thousands. */ thousands: ",",
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
  noHash: "It is for data of somebody's own and does not say which: their fingerprint, data.hash, is missing. Ask for the whole link, or drop the file here.",
  /** Beside a link on paper or in a picture. @param {string} file */
  dataApart: (file) => `(with your own data, ${file}; they are not in this link)`,
  notRun: "The loss of that link is not run, and nothing else of the link is taken over.",
  /** Of the address: what it has there, and what it may have. @param {string} name @param {string} given @param {string} known */
  oneOf: (name, given, known) => `${name} is ${given}; it must be one of ${known}.`,
  /** @param {string} name @param {string} given */
  flag: (name, given) => `${name} is ${given}; it must be 1, or left out.`,
  /** @param {string} given @param {string} known */
  hide: (given, known) => `hide has ${given}; it takes, with commas between them, ${known}, and the path of any setting, such as loss.temperature.`,
  /** @param {string} given @param {string} paths */
  hideOne: (given, paths) => `hide has ${given}, which several settings end with; give the whole path: ${paths}.`,
};

export const controls = {
  restarts: "Restarts the run", close: "Close",
  /** @param {string} least @param {string} most */
  range: (least, most) => `${least} to ${most}`,
  /** @param {string} name @param {string} range @param {string} kept */
  wholeNumber: (name, range, kept) => `${name} must be a whole number from ${range}; it stays ${kept}.`,
  /** @param {string} name @param {string} range @param {string} kept */
  number: (name, range, kept) => `${name} must be a number from ${range}; it stays ${kept}.`,

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
    title: { link: "This link brings a loss that somebody wrote", file: "This file brings a loss that somebody wrote" },
    text: "It can do arithmetic on similarities and nothing else: it has no loops, no memory and no access to this page. Do you want to train with it?",
    code: "The loss, in WGSL", no: "Do not run it", yes: "Run it",
  },
  help: {
    name: "Help and keys", title: "How to read this page", keysTitle: "Keys", on: "Single keys are on",
    /** Each key and what it does. */
    keys: [["Space", "run or pause: the training, or the comparison that is open"], [".", "one step"], ["R", "reset: the same seed from the start"], ["N", "a new seed"],
      ["1 … 9", "the first nine scenes"], ["?", "this help"], ["Page Up, Page Down", "in the lecture: the scene before, the next one"],
      ["Ctrl + Z", "undo a change of the settings; with Shift, redo it (on a Mac with ⌘)"],
      ["← → ↑ ↓", "in a picture: from point to point; on a setting: a little less or more"], ["Enter", "in a picture: makes the point the anchor, or an end of the pair you draw"],
      ["Shift + arrows", "turn the sphere"], ["Esc", "close a menu, a lens or the comparison; in a picture, take back a pair's first end"], ["Ctrl + Enter", "in a loss of your own: train with it"]],
    /** @param {string} about what the pretext asks */
    answers: (about) => `${about} Each step asks this of a batch of images, and moves the encoder so that more are answered right. Who made the question knows the answer, so no labels are used; they only colour the points and judge the result.`,
    /** @param {Colored} word */
    answersShown: (word) => ["What is asked shows the next batch: the longer a bar or the darker a field, the likelier the encoder finds that answer; the ", word("positive", "right one"), " is green. Hide answers to let others guess first."],
    /** @param {Colored} word */
    words: (word) => ["Each step takes a batch of words from the text and moves the encoder so that a word and its company come nearer (", word("positive", "positive"),
      ") and other words farther (", word("negative", "negatives"), "). Nobody says what a word means; categories, where the text has some, only colour the points and judge the result."],
    wordsShown: "What is asked shows a sentence with a gap, and which words the encoder finds likeliest there; hide answers to let others guess first. Click a word to see which are nearest to it, or name three for an analogy.",
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
  turn: "Turn the picture", turns: { left: "Turn left", up: "Turn up", down: "Turn down", right: "Turn right" },
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
  notInBatch: "Not in the next batch.", unlabelled: "Without labels nobody knows which negatives are false.",
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
  about: (right, all) => `The next batch; ${right} of these ${all} ${right === "1" ? "is" : "are"} answered right`,
  /** @param {number} at @param {number} all */
  count: (at, all) => `${at} of ${all}`,
  /** After the count, for those who do not see the strip. */
  answeredRight: ", answered right", answeredWrong: ", answered wrong",
  right: " (right)",
  turned: "Turned by how much?",
  /** @param {string} right @param {string} said */
  turnedSaid: (right, said) => `An image that was turned by ${right}; the encoder says ${said}.`,
  /** @param {Node} first @param {Node} second its keys */
  patches: (first, second) => [first, " the first patch; ", second, " where the second one is from"],
  /** Where the answers are hidden. */
  hide: "Hide answers", show: "Show the answer", turnedAsked: "An image that was turned.", patchAsked: "An image with a patch; another lies beside it.", gapAsked: "(asked for)",
  /** @param {Node} first */
  patchesAsked: (first) => [first, " the first patch"],
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
  /** @param {number} k */ knn: (k) => `${k}-NN`, probe: "linear probe",
  /** The run in words; right: accuracies, "" where none is known; since: the earlier step they are of. */
  said: {
    /** @param {string} subject @param {number} seed @param {boolean} metric @param {string} right */
    untrained: (subject, seed, metric, right) => `Nearfar: ${subject}, seed ${seed}. ${metric ? "Before the first step" : "Untrained"}${right && `: ${right}`}.`,
    /** @param {{ subject: string, seed: number, step: string, metric: boolean, loss: string, right: string, since: string }} of */
    trained: ({ subject, seed, step, metric, loss, right, since }) => `Nearfar: ${subject}, seed ${seed}. After ${step} ${step === "1" ? "step" : "steps"}: ${metric ? "objective" : "loss"} ${loss}${right && (since ? `; at step ${since} ${right}` : `, ${right}`)}.`,
  },
};

export const runs = {
  /** How a date is written. */ locale: "en-GB",
  title: "Your runs", private: "They are kept in this browser, on this device, and go nowhere else.", saved: "Saved runs",
  open: "Open a run’s file …", openAbout: "A run that Export saved as one file; or drop it anywhere on the page",
  name: "Name", save: "Save this run", restore: "Restore", delete: "Delete", undo: "Undo", close: "Close", untrained: "untrained",
  /** @param {string} button @param {string} run */ buttonOf: (button, run) => `${button}: ${run}`,
  /** @param {string} date */ nameOf: (date) => `Name of the run saved on ${date}`,
  /** @param {string} run */ isSaved: (run) => `Saved: ${run}.`,
  /** @param {string} run */ renamed: (run) => `Renamed: ${run}.`,
  /** @param {string} run */ kept: (run) => `Kept: ${run}.`,
  /** @param {string} run */ deleted: (run) => `Deleted: ${run}. `,
  /** @param {string} most */ full: (most) => `${most} runs are kept, and that is the most. Delete one to save another.`,
  /** @param {string} why */ failed: (why) => `This could not be done, and nothing was changed: ${why}`,
  /** @param {string} why */ refused: (why) => `This browser keeps nothing for this page, as in a private window (${why}). Runs saved here are gone when the page is closed.`,
  framed: "A page within another one keeps nothing on your device. Runs saved here are gone when it is closed.",
  /** @param {string} step */ step: (step) => `step ${step}`,
  /** @param {string} loss */ loss: (loss) => `loss ${loss}`,
  /** @param {string} subject @param {number} seed */ text: (subject, seed) => `${subject}, seed ${seed}`,
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
  // `own`: it was made on this device, and has no sender.
  /** @param {number} step @param {string} tolerance @param {boolean} own */
  same: (step, tolerance, own) => `Replayed to step ${step}: the same result as ${own ? "before" : "the sender's"}, within ${tolerance}.`,
  /** @param {number} step @param {number} last @param {string} tolerance @param {boolean} own */
  sameUpTo: (step, last, tolerance, own) => `Replayed to step ${step}: the same as ${own ? "before" : "the sender's"}, within ${tolerance}, up to step ${last}; this link has no loss of a later one.`,
  /** @param {number} step @param {string} there @param {boolean} own */
  ended: (step, there, own) => `Not ${own ? "the earlier" : "the sender's"} result: the replay ended before step ${step}, where the ${own ? "loss" : "sender's loss"} was ${there}.`,
  /** @param {number} step @param {string} here @param {string} there @param {boolean} own */
  unlike: (step, here, there, own) => `Replayed: not ${own ? "the earlier" : "the sender's"} result. At step ${step} the loss is ${here} ${own ? "now" : "here"}, and was ${there} ${own ? "before" : "there"}.`,
  /** @param {{ before: number, step: number, here: string, there: string, sure: number, own: boolean }} of */
  parted: ({ before, step, here, there, sure, own }) => `Replayed: the ${own ? "earlier" : "sender's"} losses up to step ${before}, and not after. At step ${step} the loss is ${here} ${own ? "now" : "here"}, and was ${there} ${own ? "before" : "there"}. Another engine's rounding can grow to that in more than some ${sure} steps, and a setting changed on the way would show like this.`,
};

export const undo = {
  undo: "Undo", redo: "Redo",
  /** With the key. @param {boolean} mac */
  undoAbout: (mac) => `Undo a change of the settings (${mac ? "⌘Z" : "Ctrl+Z"})`,
  /** @param {boolean} mac */
  redoAbout: (mac) => `Redo a change of the settings (${mac ? "⇧⌘Z" : "Ctrl+Shift+Z"})`,
  undone: "Back to", redone: "On to",
  /** @param {boolean} before @returns {string} */
  file: (before) => (before ? "the run before the file" : "the run of a file"),
  asBefore: "As before", asAfter: "Again",
  beside: { speed: "the speed", images: "marks or images", solid: "in 3-D or not", answers: "hidden answers", weights: "weights or similarities", bars: "the lower bars", labels: "what the labels’ lens measures",
    theorem: "the theorem’s task", bound: "the bound", byhand: "the numbers by hand", comparison: "what is compared" },
  /** @param {string} step */
  step: (step) => `step ${step}`,
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
    run: ["Run, one file", "open it again to go on from here"],
    script: ["PyTorch script", "runs as it is, with the same first losses"],
    csv: ["Numbers, CSV", "losses and metrics, a row for each step"],
    json: ["Numbers, JSON", "the same, with all settings"],
    curves: ["Curves, SVG", "as shapes"],
    curvesPNG: ["Curves, PNG", "in pixels"],
    data: ["Data, SVG", "as shapes"],
    dataPNG: ["Data, PNG", "in pixels"],
    embedding: ["Embedding, SVG", "as shapes"],
    embeddingPNG: ["Embedding, PNG", "in pixels"],
  },
  making: "Being made …",
  /** @param {string} name */
  saved: (name) => `Saved: ${name}.`,
  /** @param {string} one @param {string} other */ savedBoth: (one, other) => `Saved: ${one} and ${other}. Keep them in one folder.`,
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
  // Giving data.
  title: "Your own data", about: "A table with a row for each point: numbers, and at most one column of labels. Drop a file anywhere on this page, choose it, or paste its text. It stays on this device.",
  file: "File (CSV, or separated by semicolons, tabs or |)", text: "Your data, as text", example: "length,width,species\n5.1,3.5,setosa\n…", readText: "Read the text", cancel: "Cancel", stop: "Stop",
  /** @param {string} cell */ quoted: (cell) => `"${cell}"`,
  theFile: "the file", theText: "the text", pasted: "pasted text",
  /** @param {string} file @param {number} share in per cent */ reading: (file, share) => `Reading ${file}: ${share} %`,
  /** @param {string} file @param {string} hash */ needed: (file, hash) => `This link needs ${file} with fingerprint ${hash}; drop it here, or choose it. Until then everything stays as it is.`,
  chooseFile: "Choose the file", without: "Go on without it",
  /** @param {string} file @param {string} hash @param {string} wanted */ otherFile: (file, hash, wanted) => `${file} is not the file that the link needs: its fingerprint is ${hash}, not ${wanted}.`,
  /** @param {string} file */ notAsAsked: (file) => `${file} is not the file that the link needs: it cannot be read as the link says.`,
  sameVersion: "Give the same version of the file, or use this one as your own data.", otherChoices: "With other choices it may be.",
  /** @param {string} file */ notKept: (file) => `${file} could not be kept in this browser: after a reload you give it again.`,
  /** @param {string} hash @param {string} wanted */ otherData: (hash, wanted) => `The data in it have the fingerprint ${hash}; its settings are for ${wanted}.`,
  broken: "The data in the link are cut off or changed; ask for the link again, or for the file.",

  // Looking at them.
  /** @param {string} rows @param {number} columns @param {string} columnsSaid */ size: (rows, columns, columnsSaid) => `${rows} rows of ${columnsSaid} ${columns === 1 ? "column" : "columns"}`,
  windows: "; letters read as Windows-1252, since they are not UTF-8", utf16: "; letters read as UTF-16",
  promise: ". Nothing is replaced until you say so, and nothing leaves this device.",
  firstRows: "The first rows", use: "Use these data",
  firstLine: "First line", names: "names of columns", data: "already data", separator: "Separator", decimal: "Decimal", point: "point", comma: "comma",
  separators: { ",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar |" },
  labelColumn: "Label column", none: "none", missingValues: "Missing values", leaveRow: "leave the row out", putMean: "put in the column’s mean", images: "Rows are images",
  label: "label", feature: "feature", empty: "empty", numbers: "numbers",
  /** @param {number} texts */ mixed: (texts) => `numbers, and ${texts} that are not`,
  /** @param {number} words */ words: (words) => `text, ${words} different`,
  /** @param {number} most */ manyWords: (most) => `text, more than ${most} different`,
  /** @param {string} cells */ missing: (cells) => `${cells} missing`,
  /** @param {string} columns */ more: (columns) => `Show ${columns} more columns`,
  /** @param {number} problems */ moreProblems: (problems) => `And ${problems} more like these.`,
  /** @param {number} rows @param {string} rowsSaid @param {number} features @param {string} featuresSaid */
  counts: (rows, rowsSaid, features, featuresSaid) => `${rowsSaid} row${rows === 1 ? "" : "s"}, ${featuresSaid} feature${features === 1 ? "" : "s"}`,
  standardised: ", standardised. ",
  /** @param {number} width @param {number} height */ scaled: (width, height) => `: images of ${width} × ${height}, scaled to 0 to 1. `,
  /** @param {number} n @param {string} said */ leftOut: (n, said) => `${said} row${n === 1 ? "" : "s"} left out. `,
  /** @param {number} n @param {string} said */ filled: (n, said) => `${said} missing value${n === 1 ? "" : "s"} replaced by the column’s mean. `,
  /** @param {number} n @param {string} said @param {string} classes */ classes: (n, said, classes) => `${said} ${n === 1 ? "class" : "classes"}: ${classes}. They colour the points and judge the result.`,
  noLabels: "No labels: what needs them is not measured.",
  /** @param {number} lambda */ drawPairs: (lambda) => `No labels, so there are no pairs yet: you will draw them yourself, with λ = ${lambda} so that a few suffice. Or choose a label column now.`,
  /** @param {number} rows */ unlabelled: (rows) => `${rows} ${rows === 1 ? "row has" : "rows have"} no label, and ${rows === 1 ? "is" : "are"} left out.`,
  firstLineData: "The first line is read as data. If it has the names of the columns, choose that under First line.",
  /** Columns that are left out, with why; more: how many are not named. @param {string} columns @param {number} more */
  noFeatures: (columns, more) => `Not features: ${columns}${more ? `, and ${more} more` : ""}.`,
  /** @param {string} column @param {string} why */ unfit: (column, why) => `${column} (${why})`,
  /** Why a column is no feature. */
  why: {
    /** @param {string} cell @param {string} largest */ large: (cell, largest) => `${cell} is too large; at most ${largest}`,
    date: "dates", text: "text", numbered: "it only numbers the rows",
    /** @param {string} cell @param {string} bare */ thousands: (cell, bare) => `${cell} has a sign between thousands; write ${bare}`,
  },
  /** @param {string} column */ digitsLost: (column) => `Column ${column} has numbers of so many digits that small differences are lost (7 are kept); subtract what all of them share.`,

  /** What is wrong with the file, or with what was chosen; cells and columns come in quotation marks. */
  wrong: {
    /** @param {string} file @param {number} size @param {number} most */ large: (file, size, most) => `${file} has ${size} MB; it must have at most ${most} MB. Leave out columns or rows.`,
    /** @param {string} file */ spreadsheet: (file) => `${file} is a spreadsheet or a zip file; save it as CSV and give that.`,
    /** @param {string} file */ noText: (file) => `${file} is no text.`,
    /** @param {string} file */ noUtf8: (file) => `${file} is no text; save it as CSV in UTF-8.`,
    /** @param {string} file */ empty: (file) => `${file} is empty.`,
    /** @param {string} file @param {string} separator */ noLines: (file, separator) => `${file} is empty; it must have a line for each row, with a ${separator} between cells.`,
    /** @param {string} file @param {number} rows @param {number} fewest */ fewRows: (file, rows, fewest) => `${file} has ${rows} ${rows === 1 ? "row" : "rows"} of data; it must have at least ${fewest}, some to learn from and some to test with.`,
    /** @param {string} file @param {string} most */ manyRows: (file, most) => `${file} has more than ${most} rows, which is the most; take a sample of it.`,
    /** @param {string} file @param {number} columns @param {number} most @param {number} features */ manyColumns: (file, columns, most, features) => `${file} has ${columns} columns; it must have at most ${most}, of which ${features} can be features.`,
    /** @param {number} line @param {number} column @param {string} file */ endless: (line, column, file) => `Line ${line}, column ${column} of ${file} does not end: a quotation mark is opened and not closed. Write "" for a quotation mark within quotes.`,
    /** @param {number} line @param {number} column @param {string} file */ quotes: (line, column, file) => `Line ${line}, column ${column} of ${file} has a quotation mark that is not closed, or not doubled within quotes; write "" for a quotation mark within quotes.`,
    /** @param {number} line @param {string} file @param {number} cells @param {number} wanted */ cells: (line, file, cells, wanted) => `Line ${line} of ${file} has ${cells} ${cells === 1 ? "cell" : "cells"}; it must have ${wanted}, as the first line.`,
    quote: "Put quotation marks around cells that contain the separator.",
    /** @param {string} separator */ separator: (separator) => `Is the ${separator} the separator?`,
    comments: "Lines that begin with # are no rows; take them out.",
    /** @param {number} line @param {string} file */ comment: (line, file) => `Line ${line} of ${file} begins with #; take such lines out, so that the first one has the names of the columns, or is a row.`,
    /** @param {string} file @param {string} given @param {string} known */ otherSeparator: (file, given, known) => `${file} names ${given} as its separator; it must be ${known}. Save it with one of these.`,
    /** @param {string} known */ oneColumn: (known) => `All of it is one column of text. Between cells there must be a ${known}; put one of these there.`,
    /** @param {string} column */ noColumn: (column) => `There is no column ${column}; choose the label column.`,
    noFeature: "No column is chosen as a feature; choose at least one column of numbers.",
    /** @param {number} features @param {number} most */ manyFeatures: (features, most) => `${features} columns are chosen as features; there may be ${most}.`,
    /** @param {number} line @param {string} column @param {string} cell @param {number} more @param {string} advice */
    noNumber: (line, column, cell, more, advice) => `Line ${line}, column ${column}: ${cell} is no number${more ? `, nor are ${more} more` : ""}; ${advice}.`,
    /** @param {number} line @param {string} column @param {string} cell @param {number} more @param {string} largest */
    tooLarge: (line, column, cell, more, largest) => `Line ${line}, column ${column}: ${cell} is too large${more ? `, and ${more} more cells are no numbers` : ""}; a number must be finite, from −${largest} to ${largest}.`,
    /** @param {string} column */ emptyColumn: (column) => `Column ${column} is empty; leave it out.`,
    /** @param {string} column @param {number} most */ manyClasses: (column, most) => `Column ${column} has more than ${most} different values; a label column has at most ${most}. Choose another, or none.`,
    /** @param {string} column */ oneClass: (column) => `Column ${column} has one class; labels need at least two. Choose another label column, or none.`,
    /** @param {number} stay @param {number} rows @param {boolean} mean whether the mean would help */ fewStay: (stay, rows, mean) => `${stay} of ${rows} rows stay; there must be at least 8.${mean ? " Put in the column's mean instead." : ""}`,
    /** @param {number} columns */ noSquare: (columns) => `${columns} columns make no square image; images need 4, 9, 16 … 784 columns.`,
  },
  /** What would be right in place of a cell that is no number. */
  advice: {
    /** @param {string} cell */ comma: (cell) => `choose the decimal comma, or write ${cell}`,
    /** @param {string} cell */ point: (cell) => `choose the decimal point, or write ${cell}`,
    /** @param {string} cell */ bare: (cell) => `write ${cell}`,
    /** @param {string} bare */ thousands: (bare) => `write ${bare}, with nothing between the thousands`,
    any: "write a number, leave it empty for a missing value, or leave the column out",
  },
};

export const compare = {
  title: "Compare", close: "Close the comparison", closeKey: "Close the comparison (Esc)",
  run: "Run the comparison", pause: "Pause the comparison", goOn: "Go on", again: "Try again", finished: "Finished",
  seeds: "Seeds", seedCount: "Number of seeds", judgedBy: "Judged by", runsFinished: "Runs finished",
  /** @param {number} n */ repeat: (n) => `Repeat over ${n} seeds`,
  /** @param {number} most */ seedRange: (most) => `1 to ${most}`,
  /** @param {string} done @param {string} of */ progress: (done, of) => `${done} of ${of} runs finished`,
  /** k: "k" where it is not known. */
  measures: { probe: "linear probe", knn: (/** @type {number | string} */ k) => `${k}-NN` },

  // Variants.
  modes: "Variants side by side, or a sweep of one setting", sideBySide: "Side by side",
  variants: "Variants", thisPage: "the settings of this page", over: "finished",
  /** @param {string} letter @param {string} name */ remove: (letter, name) => `Remove ${letter}, ${name}`,
  /** @param {string} step @param {string} of */ step: (step, of) => `step ${step} of ${of}`,
  /** @param {string} step @param {string} of @param {number} seed @param {number} seeds */ seedStep: (step, of, seed, seeds) => `step ${step} of ${of}, seed ${seed} of ${seeds}`,
  /** @param {number} seed @param {string} error */ failedSeed: (seed, error) => `Seed ${seed}: ${error}`,
  // "Add | a variant, to B | with | temperature | 0.2 | Add", with choices in between.
  adding: { form: "Add a variant", start: "Add", variant: "a variant", middle: "with", button: "Add", target: "Which variant gets the difference", what: "What differs", another: "Another",
    /** @param {string} letter */ to: (letter) => `to ${letter}`,
    /** @param {string} setting */ which: (setting) => `Which ${setting}`,
    /** @param {string} now */ not: (now) => `not ${now}` },
  groups: { pretext: "Pretext", loss: "Loss", negatives: "Negatives", optimizer: "Optimizer", run: "Run", data: "Data", encoder: "Encoder", augment: "Augment" },
  settings: { pretext: "pretext", loss: "loss", negatives: "negatives", optimizer: "optimiser", oracle: "which negatives", onlyTrue: "true negatives only", all: "all negatives",
    /** @param {number} layer */ width: (layer) => `width of layer ${layer}` },

  // Curves and numbers.
  loss: "Loss", losses: "Loss, each by its own measure", untrained: "untrained", raw: "raw features",
  /** @param {string} measure */ heldOut: (measure) => `${measure} on held-out points`,
  /** @param {string} letter */ untrainedOf: (letter) => `${letter} untrained`,
  /** @param {number} seeds */ caption: (seeds) => seeds === 1 ? "At the last step, with one seed" : `At the last step, mean ± s.d. over ${seeds} seeds`,
  numbers: "Numbers", variant: "Variant", value: "Value", seedsColumn: "seeds", against: "against A",
  table: "Table", tableTitle: "Sweeps as a table", copyText: "Copy text", copyCSV: "Copy CSV", copied: "Copied", refused: "The browser refuses to copy",
  hintSweep: "Run trains one encoder for every value and seed; then a sentence says where the best value lies, and whether it is more than noise.",
  hintAdd: "Add a variant, by what it has another than A, which is what the settings say. The same seed gives all of them the same data, split, initial weights and batches wherever the named difference does not change these.",
  hintRun: "Run trains them side by side; then a sentence for each says whether its difference from A is larger than the noise.",

  // Sweeps.
  sweep: "Sweep", sweepAnother: "Sweep another setting", anotherSweep: "another …", values: "Values", mean: "mean", above: "mean + s.d.", below: "mean − s.d.", notMeasured: "not measured",
  /** @param {string} setting */ sweepOf: (setting) => `Sweep ${setting}`,
  /** @param {string} setting */ removeSweep: (setting) => `Remove the sweep of ${setting}`,
  /** @param {string} setting */ valuesOf: (setting) => `Values of ${setting}`,
  /** @param {string} setting */ atEnd: (setting) => `${setting}: accuracy at the end`,
  /** @param {string} value */ best: (value) => `best: ${value}`,

  /** What the numbers allow one to say. `of`: how many seeds, where that needs saying; `gain`: a difference in points. */
  verdict: {
    /** @param {number} n @param {number} seeds */ soFar: (n, seeds) => ` (${n} of ${seeds} seeds so far)`,
    /** @param {number} n @param {number} seeds */ failed: (n, seeds) => ` (${n} of ${seeds} seeds; in the others one of the two failed)`,
    /** @param {string} mean @param {string} [deviation] */ gain: (mean, deviation) => `${mean}${deviation ? ` ± ${deviation}` : ""} points`,
    /** @param {string} name @param {string} base */ none: (name, base) => `${name} against ${base}: no seed has been finished by both.`,
    /** @param {string} name @param {string} base @param {string} measure @param {number} n @param {string} of */
    same: (name, base, measure, n, of) => `${name} against ${base}: no difference; the ${measure} is the same in ${n === 1 ? "the one seed" : `all ${n} seeds`}${of}.`,
    /** @param {string} name @param {string} base @param {string} measure @param {string} gain */ start: (name, base, measure, gain) => `${name} against ${base}: ${measure} ${gain}`,
    /** @param {string} start @param {string} of */ one: (start, of) => `${start} on one seed${of}. One seed says nothing about the difference: another may turn it round.`,
    /** @param {string} start @param {number} better @param {number} n @param {string} of */ better: (start, better, n, of) => `${start}, better in ${better} of ${n} seeds${of}`,
    /** @param {string} start @param {number} worse @param {number} n @param {string} of */ worse: (start, worse, n, of) => `${start}, worse in ${worse} of ${n} seeds${of}`,
    /** @param {string} count */ few: (count) => `${count}. Two seeds are too few to tell it from the noise.`,
    /** @param {string} low @param {string} high @param {string} p */ interval: (low, high, p) => `95 % interval of the mean ${low} to ${high}, sign test p = ${p}`,
    /** @param {string} count @param {string} interval */ larger: (count, interval) => `${count}: larger than the noise (${interval}).`,
    /** @param {string} count @param {string} interval */ noise: (count, interval) => `${count}: not larger than the noise (${interval}).`,
  },
  sweepVerdict: {
    /** @param {string} setting @param {string} measure @param {string} accuracy */ same: (setting, measure, accuracy) => `${setting} makes no difference: ${measure} ${accuracy} at every value.`,
    /** @param {string} measure @param {string} at @param {string} accuracy @param {string} place @param {string} clauses */ best: (measure, at, accuracy, place, clauses) => `${measure} is best at ${at} (${accuracy}), ${place}: ${clauses}.`,
    inside: "inside the range", limit: "at the end of what is possible",
    lower: "at the lower end of the range, so a still smaller one may be better", upper: "at the upper end of the range, so a still greater one may be better",
    /** @param {string} gain @param {string} at */ over: (gain, at) => `${gain} over ${at}`,
    larger: ", larger than the noise", noise: ", not larger than the noise", none: ", no difference",
    hump: " An inverted U.", few: " So few seeds cannot tell it from the noise.",
  },

  /** What is wrong with the comparison in a link, or with what was typed. `path`, `key`: names in a link. */
  wrong: {
    onlyEncoders: "Only encoders are compared, and this is an experiment of metric learning.",
    /** @param {string} problems */ link: (problems) => `Of the comparison in this link something could not be read, and is left out. ${problems}`,
    /** @param {number} length @param {number} most */ long: (length, most) => `The comparison in the link has ${length} characters; at most ${most} are read.`,
    /** @param {string} key */ part: (key) => `"${key}" is no part of a comparison; there are vs, vs.seeds, vs.by, vs.sweep.`,
    /** @param {string} key */ encoding: (key) => `${key} has a % that begins no character; it must be percent-encoded UTF-8.`,
    /** @param {number} most */ variants: (most) => `vs has more than ${most} variants beside the settings themselves; the others are left out.`,
    /** @param {number} most */ sweeps: (most) => `vs.sweep has more than ${most} sweeps; the others are left out.`,
    /** @param {string} path @param {string} text @param {string} choices */ choice: (path, text, choices) => `${path} is "${text}"; there are ${choices}.`,
    /** @param {string} key @param {string} path @param {string} settings */ setting: (key, path, settings) => `${key} names "${path}", which is no setting here; there are ${settings}.`,
    /** @param {string} path */ noNumber: (path) => `vs.sweep names "${path}", which is not a number and has no values to sweep.`,
    /** @param {string} path @param {number} n @param {number} fewest @param {number} most */ values: (path, n, fewest, most) => `A sweep of ${path} has ${n} different values; it must have ${fewest} to ${most}.`,
    /** @param {string} text @param {number} most */ seeds: (text, most) => `The number of seeds is "${text}"; it must be a whole number from 1 to ${most}.`,
    /** @param {string} text @param {string} measures */ by: (text, measures) => `vs.by is "${text}"; there are ${measures}.`,
    /** @param {string} path @param {string} value @param {string} min @param {string} max */ number: (path, value, min, max) => `${path} is ${value}; it must be a number from ${min} to ${max}.`,
    /** @param {string} path @param {string} value @param {string} min @param {string} max */ whole: (path, value, min, max) => `${path} is ${value}; it must be a whole number from ${min} to ${max}.`,
  },
};

export const metric = {
  sides: { similar: "similar", dissimilar: "dissimilar" },

  // Settings.
  data: "Data", pairs: "Pairs", objective: "Objective", run: "Run", source: "Source: ",
  standardise: "Standardise the features", standardiseHelp: "Every feature to mean 0 and standard deviation 1 on the training points", restarts: "Restarts the run",
  /** @param {number} lambda */ enough: (lambda) => `λ is now ${lambda}, so that the few pairs you draw suffice.`,
  /** @param {number} lambda */ unlabelled: (lambda) => `These data have no labels, so pairs are drawn by hand: press similar or dissimilar over the data, then choose two points. λ is ${lambda}, so that a few pairs suffice.`,
  /** @param {string} similar @param {string} dissimilar */ drawn: (similar, dissimilar) => `Drawn by hand: ${similar} similar, ${dissimilar} dissimilar. `,
  canDraw: "You can draw pairs too: press similar or dissimilar over the data, then choose two points.",

  // Drawing pairs: "Connect as | similar | dissimilar".
  draw: "Draw pairs", connect: "Connect as", undraw: "Remove drawn pairs", undrawHelp: "Remove the pairs you have drawn",
  /** @param {string} side */ connectAs: (side) => `Connect as ${side}`,
  /** @param {string} side */ connectHelp: (side) => `Choose two points that are ${side}: the metric moves at once`,
  /** @param {string} side */ firstPoint: (side) => `Connect as ${side}: choose the first point.`,
  /** @param {string} side @param {number} from */ secondPoint: (side, from) => `Connect as ${side}: point ${from}, and which other? Esc takes it back.`,

  // The pictures.
  dataPicture: "Data", image: "The points after x ↦ Lx",
  /** @param {Node} map x ↦ Lx */ sameAfter: (map) => ["The same points after ", map],
  /** @param {string} points @param {number} dim */ points: (points, dim) => `${points} points of ${dim} numbers`,
  /** @param {string} share */ directions: (share) => `; two main directions: ${share} of the variance`,
  /** @param {number} pairs */ pairsShown: (pairs) => `; ${pairs} pairs a side shown`,
  /** @param {number} pairs @param {string} side */ sideShown: (pairs, side) => `; ${pairs} ${side} pairs shown`,
  /** @param {string} data @param {string} points @param {number} classes @param {string} similar @param {string} dissimilar */
  label: (data, points, classes, similar, dissimilar) => `${data}: ${points} points in ${classes} classes, ${similar} similar and ${dissimilar} dissimilar pairs`,
  /** @param {string} summary */ imageLabel: (summary) => `The points after x ↦ Lx. ${summary}`,
  round: "The grid is bent by L, and the unit ball of the metric is round",
  /** @param {string} share */ along: (share) => `along A's top two eigenvectors${share && `: ${share} of the variance`}`,
  /** @param {string} step @param {string} size */ sizeAt: (step, size) => `Step ${step}: ${size}`,
  collapsed: "all points are one", asWide: "as wide as the data",
  /** @param {string} share */ narrower: (share) => `${share} as wide as the data`,
  /** @param {string} times */ wider: (times) => `${times} times as wide as the data`,
  /** @param {number} anchor */ toAnchor: (anchor) => `to the anchor, point ${anchor}`,
  /** @param {number} i @param {number} j @param {string} side */ pair: (i, j, side) => `points ${i} and ${j}, ${side}`,
  /** @param {number} i @param {number} j @param {string} side */ wrongPair: (i, j, side) => `points ${i} and ${j}, ${side} by mistake`,
  key: { lines: "Lines", flipped: "flipped by noise", balls: "unit balls of A, S⁻¹ and D, scaled to one area; L makes A's round", ball: "unit ball of A, and its image", ray: "top eigenvector of S⁻¹D", axes: "axes: main directions left, eigenvectors of A right" },

  // The objective, and what becomes of A.
  misprints: "Misprints set right",
  /** @param {() => Node} T transposed @param {() => Node} d d_A */
  slips: (T, d) => [
    ["The exponent of the geometric mean is printed as a transpose", T(), "; it is the power t, at the minimum ½. Read as a transpose, the formula would give back D."],
    [d(), " is a squared distance: ", d(), "(x, x′) = (x − x′)", T(), "A(x − x′), with no root."],
    ["‖xᵢ − xⱼ‖² = (xᵢ − xⱼ)", T(), "L", T(), "L(xᵢ − xⱼ) should read ‖Lxᵢ − Lxⱼ‖²."],
  ],
  /** @param {string} step */ step: (step) => `Step ${step}`,
  flipped: "flipped", least: "least h", euclidean: "Euclidean",
  /** @param {string} k */ heldOut: (k) => `${k}-NN, held out`,
  verdicts: { collapses: "A collapses to 0", unbounded: "No minimum", "rank-one": "Rank one", optimal: "The minimum of h", between: "On the threshold", away: "On the geodesic" },
  identities: "Identities", identitiesChecked: "Identities, checked now",
  /** @param {string} residual */ holds: (residual) => `✓ holds, residual ${residual}`,
  /** @param {string} residual */ fails: (residual) => `✗ does not hold, residual ${residual}`,

  // Curves and eigenvalues.
  falling: "h falls onto the closed form", natural: "natural gradient", euclideanGradient: "Euclidean gradient", size: "Size of A",
  /** @param {string} value */ closedForm: (value) => `closed form at t = ½: ${value}`,
  table: "Table", showTable: "Show as table", tables: "Curves, eigenvalues and errors as tables",
  eigenvalues: "Eigenvalues of A", number: "Number", eigenvalue: "Eigenvalue", mostly: "Mostly along", largestFirst: "largest first",
  /** @param {string} least @param {string} most */ logarithmic: (least, most) => `logarithmic, ${least} to ${most}`,
  /** @param {string} top */ fullHeight: (top) => `full height is ${top}`,
  /** @param {number} n @param {string} most @param {string} least @param {boolean} log */ bars: (n, most, least, log) => `Eigenvalues of A: ${n}, from ${most} down to ${least}${log ? ", on a logarithmic scale" : ""}`,

  /** Does it help? The error of kNN under five metrics, over splits. */
  help: {
    title: "Does it help?", curve: "Does it help? Error against t", mean: "mean error", above: "mean + s.d.", below: "mean − s.d.", whitening: "whitening", best: "best t",
    methods: { euclidean: "Euclidean", standardised: "standardised", whitening: "whitening, t = 0", gmml: "GMML, t = ½", best: "best t by CV" },
    about: "Measure the error of k nearest neighbours under five metrics: Euclidean, the same on standardised features, whitening by S⁻¹, GMML at t = ½, and t chosen by cross-validation on the training points; and the curve of error against t between S⁻¹ and D.",
    measure: "Measure", cancel: "Cancel", measured: "Splits measured",
    /** @param {number} done @param {number} of */ progress: (done, of) => `${done} of ${of} splits`,
    /** @param {number} splits @param {string} k */ done: (splits, k) => `mean ± s.d. over ${splits} seeded splits, k = ${k}`,
    /** @param {number} splits */ before: (splits) => `${splits} seeded splits into training and held-out points`,
    /** @param {number} splits */ caption: (splits) => `Error of kNN on held-out points, ${splits} splits`,
    metric: "Metric", deviation: "mean ± s.d.", against: "Error against t",
    /** @param {string} error */ nothing: (error) => `There is nothing to win here: the Euclidean metric is wrong on ${error} of the points.`,
    /** @param {string} from @param {string} to */ scaleAlone: (from, to) => `Feature scale matters here: standardising alone takes the Euclidean error from ${from} to ${to}, with nothing learned from pairs.`,
    /** @param {string} from @param {string} to @param {string} best */ scaleCarries: (from, to, best) => `Feature scale carries something here: standardising takes the Euclidean error from ${from} to ${to}. The best t gets ${best}.`,
    /** @param {string} from @param {string} to @param {string} best */ scaleLittle: (from, to, best) => `Feature scale matters little here: standardising takes the Euclidean error from ${from} to ${to}. The best t gets ${best}.`,
    /** @param {string} points @param {boolean} within */ gain: (points, within) => `The features are standardised, so their scale is not what is won. The best t changes the error by ${points} points${within ? ", less than one standard deviation of a split." : "."}`,
  },
};

export const inside = {
  title: "Inside the loss", below: "below:", lowerBars: "The lower bars show", weights: "weights in the pictures",
  weighings: { importance: "qᵦ", push: "the push" },
  names: { drawn: "as they are drawn, P", importance: "as qᵦ weighs them", push: "as the loss pushes them" },
  bars: "Bars", negatives: "negatives", falseNegatives: "false negatives", positive: "the positive", mean: "mean", cosine: "cosine", dot: "dot product",
  noNegatives: "This anchor has no negatives in the next batch.", notDrawn: "The anchor is not in the next batch; pause, and it will be put in.",
  /** @param {string} negatives @param {string} wrong how many are false @param {string} mean @param {string} name @param {string} weighed */
  histogram: (negatives, wrong, mean, name, weighed) => `Similarities of ${negatives} negatives, ${wrong} of them false: mean ${mean}, ${name} ${weighed}`,

  // Of the chosen anchor. `lean` and `few` are parts of `found`.
  clamped: "The correction for false negatives has taken everything away: the estimate is at its floor, and no negative of this anchor pushes.",
  noPush: "No negative of this anchor pushes.",
  unlabelled: "Without labels nobody knows which of them are false.",
  /** @param {string} count */ noneFalse: (count) => `None of the ${count} negatives is false.`,
  /** @param {string} weight */ leans: (weight) => `qᵦ leans on them: ${weight} of the weight`,
  /** @param {string} weight */ noLean: (weight) => `qᵦ gives them no more than their share, ${weight} of the weight`,
  /** @param {string} left */ few: (left) => `, as if only ${left} negatives were left`,
  /** @param {string} share @param {string} count @param {string} lean @param {string} few @param {string} push */
  found: (share, count, lean, few, push) => `${share} of the ${count} negatives are of the anchor's own class. ${lean}${few}, and ${push} of the push falls on them.`,
  columns: ["this anchor", "whole batch"],
  rows: { falseShare: "false negatives", falseWeight: "weight under qᵦ", falsePush: "share of the push", effectiveSize: "effective sample", clamped: "clamped" },
  yes: "yes", no: "no",
  /** @param {string} size @param {string} of */ sample: (size, of) => `${size} of ${of}`,

  // Over training.
  accuracy: "Accuracy, held out", oracle: "oracle", probe: "probe",
  falseOnes: "False negatives", count: "number", weight: "weight", push: "push",
  size: "Effective sample", ofQ: "of qᵦ", atFloor: "clamped", hardness: "Mean similarity", underP: "under P", underQ: "under qᵦ",
  noPrior: "no τ⁺ in this loss, nothing to clamp",
  /** @param {string} prior @param {string} threshold */ clampOn: (prior, threshold) => `τ⁺ ${prior} > τ* ${threshold}: the clamp takes over`,
  /** @param {string} prior @param {string} threshold */ clampOff: (prior, threshold) => `τ⁺ ${prior} ≤ τ* ${threshold}: the clamp stays off`,
  oracleCurve: "Dashed: the oracle, the same run without false negatives, which needs labels.",
  isOracle: "No oracle's curve: this run is the oracle's.", noOracle: "No oracle's curve: this loss has no oracle.",
  table: "Table", showTable: "Show the negatives' curves as a table", tableTitle: "The negatives' curves as a table",
};

export const slow = {
  title: "One step in slow motion", stages: "Stages of a step", back: "Back", another: "The next step",
  /** @param {string} stage */ next: (stage) => `Next: ${stage.toLowerCase()}`,
  /** @param {string} step */ take: (step) => `Take step ${step}`,
  pause: "Pause, and the next step can be taken apart.", drawing: "The next batch is being drawn.",
  titles: { encode: "Encode", compare: "Compare", weigh: "Weigh", push: "Push and pull", step: "Step" },
  cosine: "cosine", dot: "dot product", weight: "weight", length: "length", wrong: "false",
  /** @param {number} width */ of: (width) => `of ${width}`,
  /** @param {number} point */ point: (point) => `point ${point}`,
  /** @param {string} count */ others: (count) => `${count} others`,

  /** @param {string} name @param {string} width @param {boolean} unit */
  encode: (name, width, unit) => `${name} is drawn with two random views, x and x⁺. The encoder f makes ${width} numbers of each${unit ? ", and divides them by their length: every z lies on the unit sphere" : ""}. The same weights for all views of the batch.`,

  /** @param {string} measure @param {string} negatives */ compare: (measure, negatives) => `One ${measure} with the positive and with each of ${negatives} negatives.`,
  /** @param {string} similarity */ near: (similarity) => ` With its positive: ${similarity}.`,
  distances: " This loss goes by distances, which follow from them.",
  /** @param {string} tau */ logits: (tau) => ` Divided by τ = ${tau}, they are the logits s: the smaller τ, the farther apart.`,

  // How the weights come about, by the kind of loss; `ell`: the anchor's loss.
  /** @param {string} share @param {string} ell */ softmax: (share, ell) => `e to the s, over the sum: shares that are 1 together. The positive has ${share}; this anchor's loss is ${ell}.`,
  /** @param {string} share @param {string} plain @param {string} ell */ softmaxAlone: (share, plain, ell) => `e to the s, over the sum: shares that are 1 together. The positive has ${share}, so ℓ = −log ${plain} = ${ell}.`,
  /** @param {string} ell */ negativesAlone: (ell) => `e to the s, over the sum of the negatives alone: the positive has no part in it. This anchor's loss is ${ell}.`,
  /** @param {string} ell */ pairs: (ell) => `No softmax: each pair is judged by itself, as far as it looks like one that belongs together. This anchor's loss is ${ell}.`,
  /** @param {string} ell */ pushing: (ell) => `No softmax: a negative counts as much as it still pushes. This anchor's loss is ${ell}.`,
  reweighted: " Before that, q_β has weighed the near negatives up.", atFloor: " The negatives' estimate is at its floor.",

  clamped: "∂ℓ/∂s. The correction has used up the negatives' sum: at the floor no negative pushes, and only the positive pulls.",
  /** @param {string} pull */ noPush: (pull) => `∂ℓ/∂s: the positive pulls with ${pull}, and no negative pushes.`,
  /** @param {string} count @param {string} total @param {string} wrong the share of false ones; "" where there are none @param {string} pull */
  push: (count, total, wrong, pull) => `∂ℓ/∂s, an arrow each: ${count} negatives push with ${total} together${wrong && `, ${wrong} of it from false ones`}; the positive pulls with ${pull}. The black arrow is their sum.`,

  adam: "Adam", descent: "gradient descent",
  /** @param {string} anchors @param {string} optimizer @param {string} rate */
  step: (anchors, optimizer, rate) => `The gradients of all ${anchors} anchors meet in the encoder's weights, and ${optimizer} moves them once, with learning rate ${rate}.`,
  gone: "The step is taken. Its negatives are those of the present state, so the batch cannot be seen again.",
  /** @param {{ own: string, ownNow: string, all: string, allNow: string, moved: string }} losses */
  outcome: ({ own, ownNow, all, allNow, moved }) => `On the same views: this anchor's loss ${own} → ${ownNow}, the batch's ${all} → ${allNow}. z moved by ${moved}`,
  /** @param {string} before @param {string} now */ positiveNow: (before, now) => `, and the positive is at ${before} → ${now}`,

  // In the picture.
  /** @param {string} scale */ pushScale: (scale) => `single pushes × ${scale}`,
  /** @param {string} scale */ moveScale: (scale) => `its move × ${scale}`,
};

export const byhand = {
  title: "A batch to check by hand", startFrom: "Start from", plane: "The four points in the plane",
  /** By the loss that is worked out. @type {Record<string, string>} */
  cases: { "nt-xent": "NT-Xent", debiased: "Debiased", hard: "Hard" },
  /** @param {string} point */ move: (point) => `Move ${point}: drag, or arrow keys`,
  /** @param {string} point */ anchor: (point) => `Anchor ${point}`,
  /** @param {string | number} min @param {string | number} max */ range: (min, max) => `From ${min} to ${max}.`,
  caption: "s = z·z′ / τ, below it e^s",
  /** @param {string} beta @param {string} a @param {string} first @param {string} b @param {string} second */ importance: (beta, a, first, b, second) => `qᵦ ∝ e^(${beta} s): ${a} of ${first}, ${b} of ${second}`,
  /** @param {string} tau */ floor: (tau) => `less than 2e^(−1/${tau}), so that: `,
  /** @param {string} loss */ mean: (loss) => `mean of the four: ${loss}`,
  asking: "The engine is asked …",
  /** @param {Node} loss @param {string} apart */ same: (loss, apart) => ["The engine: ", loss, `, and the same gradients; the largest difference is ${apart}, rounding.`],
  /** @param {Node} loss @param {string} apart */ apart: (loss, apart) => ["The engine: ", loss, `. That is ${apart} from what is done by hand here.`],
};

export const own = {
  title: "Your own loss", code: "The loss, in WGSL", startFrom: "Start from", startFromMore: "Start from …",
  /** @param {string} settings */ about: (settings) => `row gives an anchor's loss from its statistics; negative and positive are its slopes in one similarity s. You may name ${settings} and write your own functions: let and return, numbers like 1.0, exp, log, select.`,
  train: "Train with it", trainOn: "Train on with it", trained: "This is what is trained", keys: "Ctrl + Enter",
  /** @param {number} line @param {number} column */ place: (line, column) => `Line ${line}, column ${column}`,
};

export const labels = {
  title: "From m unlabelled to n labelled",
  claim: "Pretraining sees the training points without labels. Then n of them get one, and the same n labels are used in five ways, measured on the held-out points.",
  methods: {
    probe: { name: "pretrained, probe", about: "a linear probe on the frozen embedding" },
    fineTuned: { name: "pretrained, fine-tuned", about: "the whole encoder and a linear head, trained on the labels" },
    scratch: { name: "from scratch", about: "the same network from its initial weights" },
    raw: { name: "raw features, probe", about: "a linear probe on the data as they are" },
    untrained: { name: "untrained, probe", about: "a linear probe on the encoder's initial embedding" },
  },
  sizes: "Numbers of labels n, rising", usualSizes: "as suits the data", seeds: "Seeds", seedsShort: "seeds", seedsFinished: "Seeds finished",
  /** @param {string} said @param {number} n */ seedCount: (said, n) => `${said} seed${n === 1 ? "" : "s"}`,
  /** @param {string} seeds */ run: (seeds) => `Run over ${seeds}`,
  /** @param {string} seeds */ again: (seeds) => `Again over ${seeds}`,
  stop: "Stop", idle: "Pretrains anew for every seed, beside the run on the page.",
  /** @param {string} done @param {string} seeds */ progress: (done, seeds) => `${done} of ${seeds}`,
  /** @param {string} seeds */ done: (seeds) => `${seeds} seeds; ± is one standard deviation`,
  accuracy: "Accuracy on held-out points", axis: "labels n", caption: "Per cent, mean ± standard deviation",
  /** @param {string} value */ points: (value) => `${value} points`,
  /** @param {string} n @param {string} gain @param {string} better @param {string} seeds */
  conclusion: (n, gain, better, seeds) => `With ${n} labels the better of the two pretrained ways is ${gain} from the better of raw features and a network from scratch, ahead in ${better} of ${seeds} seeds.`,
  nowhere: "At no n is it ahead in nine of ten seeds.",
  /** @param {string} n */ throughout: (n) => `It is ahead in nine of ten seeds up to n = ${n}, the largest here.`,
  /** @param {string} n */ until: (n) => `It is ahead in nine of ten seeds up to n = ${n}, and no longer beyond.`,

  // What is wrong with what was typed, or with a link.
  /** @param {string} text @param {number} most */ wrongSizes: (text, most) => `The numbers of labels are "${text}"; there must be 1 to ${most} whole numbers, each at least one label a class, or none for six that suit the data.`,
  /** @param {string} text @param {number} most */ wrongSeeds: (text, most) => `The seeds are "${text}"; it must be a whole number from 1 to ${most}.`,
  /** @param {string} key */ wrongKey: (key) => `"lens.${key}" is no setting of the labels; there are n and seeds.`,
  /** @param {string} key */ wrongEncoding: (key) => `lens.${key} is not percent-encoded UTF-8.`,
};

export const theorem = {
  title: "From m weak labels to n strong ones",
  /** @param {(text: string) => Node} up set high */
  claim: (up) => ["Pretrain on m = 5 n", up("β"), " weak labels of a task that is learned at rate m", up("−α"), ", then fit n strong ones. The theorem: excess risk at most of order (αβ log n + log 1/δ)/n + n", up("−αβ"), " with probability 1 − δ, so slope −min(1, αβ) here. On this task α is exact, and so are the risks."],
  knobs: {
    alpha: { name: "α", about: "the weak task is learned at rate m^−α" },
    weakNoise: { name: "σ", about: "noise of the weak labels" },
    delta: { name: "δ", about: "the bound holds with probability 1 − δ" },
    seeds: { name: "seeds", about: "runs of which bands and intervals are made" },
  },
  betas: "β: m = 5 n^β weak labels, up to five values", bound: "the bound", assumptions: "Assumptions",
  violations: {
    none: { title: "All assumptions hold", text: "Squared error with Gaussian noise, and a strong label that is a function of the latent features: pretraining saves labels as the theorem says, and never beats 1/n." },
    "heavy-noise": { title: "Noise with heavy tails", text: "The central condition asks that, on average, every wrong predictor shows itself to be wrong, so that a few strange labels cannot speak for it. With noise whose variance is infinite they can: no amount of pretraining brings 1/n back." },
    "missing-part": { title: "The weak label misses a part", text: "The strong label must be a function of what the weak one has taught. Here a part of it, of variance 0.09, is none: the risk comes to rest there, whatever n and m are." },
  },
  risk: "Excess risk", axis: "strong labels n", scratch: "from scratch", noWeak: "none",
  caption: "Slopes over the upper half of n; small, 95 % intervals", columns: ["last m", "fitted", "predicted"],
  /** @param {number} at @param {number} of */ progress: (at, of) => `Curve ${at} of ${of} …`,
  /** @param {number} near */ asPredicted: (near) => `Every slope is within ${near} of the prediction.`,
  /** @param {number} near @param {string} curves */ apart: (near, curves) => `Not within ${near} of the prediction: ${curves}.`,

  // What is wrong with what was typed, or with a link.
  /** @param {string} text @param {number} most */ wrongBetas: (text, most) => `The betas are "${text}"; there must be 1 to ${most} numbers from 0.1 to 4.`,
  /** @param {string} key @param {string} text @param {string} min @param {string} max */ wrongNumber: (key, text, min, max) => `lens.${key} is "${text}"; it must be a number from ${min} to ${max}.`,
  /** @param {string} text @param {string} known */ wrongViolation: (text, known) => `lens.violate is "${text}"; it must be one of ${known}.`,
  /** @param {string} key @param {string} known */ wrongKey: (key, known) => `"lens.${key}" is no setting of the theorem; there are ${known}.`,
};

/** A whole run in one file. */
export const runFile = {
  /** @param {string} file @param {string} step */ open: (file, step) => `${file} is open at step ${step}, and training goes on from there. Undo brings back what was here.`,
  /** @param {string} file */ declined: (file) => `The loss of ${file} is not run, and nothing else of it is taken over.`,
  /** @param {string} file @param {string} why */ refused: (file, why) => `${file} could not be opened, so nothing was changed. ${why}`,
  over: "This run cannot be gone on from: its weights are no longer numbers. Reset it, and train with a smaller learning rate; its numbers and curves can be saved as they are.",
  /** @param {number} megabytes @param {number} most */ large: (megabytes, most) => `It has ${megabytes} MB; at most ${most} are read.`,
  broken: "It is not JSON from its first sign to its last: it was cut off on its way, or is something else.",
  /** @param {string} format */ other: (format) => `It is no run: a run has "format": "${format}", as Export, Run, one file writes it. Numbers alone cannot be gone on from.`,
  /** @param {string} version @param {number} own @param {boolean} newer */
  version: (version, own, newer) => `Its version is ${version}; this page reads version ${own}. ${newer ? "Reload this page, or open it where it was saved." : "Save it again with the page that it is from."}`,
  /** @param {number} losses @param {number} step */ losses: (losses, step) => `The number of losses is ${losses} and step is ${step}; there must be one for each step.`,
  /** @param {string} name @param {string} numbers @param {string} most */ long: (name, numbers, most) => `${name} has ${numbers} numbers; at most ${most} are read.`,
  /** @param {string} file @param {string} hash */ away: (file, hash) => `Its data were too large to travel in it: drop ${file} here first and use it as it was used then (its fingerprint is ${hash}), then this file.`,
  /** @param {string} found @param {string} hash */ others: (found, hash) => `Its data have the fingerprint ${found}, and its settings are for ${hash}: one of the two was changed. Ask for the file again.`,
  /** @param {string} name @param {string} value @param {string} right */ wrong: (name, value, right) => `${name} is ${value}; it must be ${right}.`,
  missing: "missing",
  /** What would be right. */
  right: {
    object: "an object", checkpoint: "an object with a config, params and state", whole: "a whole number from 0", bool: "true or false", row: "a whole number from 0, or null", list: "a list", number: "a number",
    /** @param {number} step */ later: (step) => `a whole number above that of the one before, up to ${step}`,
    /** @param {number} bits */ numbers: (bits) => `base64 of ${bits}-bit numbers, none cut off and all finite`,
    /** @param {number} most */ name: (most) => `a name of at most ${most} characters`,
    part: "what a link says of the data, own=… or own.file=…",
    /** @param {number} rows */ point: (rows) => `below ${rows}, the number of points`,
    /** @param {number} length */ long: (length) => `a list of ${length}`,
  },
};

/** What Export saves: titles in the curves, and why something cannot be saved. */
export const files = {
  noNumbers: "There are no numbers yet. Press Run or Step, then save them.",
  noPicture: "This picture is not on the screen now. Close what stands in its place, then save it.",
  noCanvas: "This browser gave no canvas to draw the picture on; close other tabs and try again.",
  loss: "Loss, mean over the batch", accuracy: "Accuracy on held-out points", qualities: "Alignment, uniformity", right: "Pretext answered right", words: "What the word vectors know", step: "step",
  lines: { knnAccuracy: "5-NN", probeAccuracy: "linear probe", alignment: "alignment", uniformity: "uniformity", right: "right",
    categories: "words by category, 3-NN", sentences: "opinions of sentences", analogies: "analogies" },
  /** @type {Record<string, string>} */
  objectives: { trace: "tr A", objective: "f(A)", natural: "h, natural descent", euclidean: "h, euclidean descent" },
  dashes: "dashed: untrained", both: "dashed: untrained; dotted: raw features", guessing: "dotted: guessing",
};

export const lecture = {
  previous: "Previous", previousKey: "Page Up", next: "Next", nextKey: "Page Down", close: "Leave the lecture", scene: "Scene", larger: "Large type", notes: "Notes in a window", question: "Try", answered: "Answered", open: "Not yet",
  formula: "The formula", numbers: "In numbers", footnote: "A misprint of the printed notes, set right",
  /** Words within formulas. @type {Record<string, string>} */
  inFormulas: { "a share of": "a share of", alike: "alike", not: "not", exchanged: "exchanged", pretext: "pretext", then: "then", "excess risk": "excess risk", for: "for", "the last": "the last", keys: "keys", queue: "queue", "near:": "near:", "far:": "far:" },
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
