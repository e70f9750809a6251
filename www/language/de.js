/** Was die Seite sagt, auf Deutsch; siehe en.js. */

/** @type {typeof import("./en.js").page} */
export const page = {
  title: "Nearfar: zusehen, wie Ähnlichkeit gelernt wird",
  parts: {
    lecture: "Vorlesung", transport: "Training steuern", lenses: "Genauer hinsehen", formula: "Der Verlust", data: "Daten", embedding: "Embedding", curves: "Kurven", "inside-curves": "Kurven der Negativen",
    anchor: "Anker", heatmap: "Ähnlichkeit", questions: "Was der Vorwand fragt", objective: "Das Ziel", plane: "Daten und Paare", image: "Die Punkte nach x ↦ Lx", "metric-curves": "Kurven der Metrik",
    judged: "Urteil, Eigenwerte und Fehler", verdict: "Urteil", eigenvalues: "Eigenwerte", methods: "Hilft es?", controls: "Einstellungen",
  },
  footer: "Jedes Ergebnis steht neben seiner Vergleichsgröße: was untrainiert da ist, und die rohen Merkmale. Nichts verlässt diese Seite. ",
  api: "Für eigene Seiten: nearfar.js", licences: "Lizenzen",
  dismiss: "Schließen",
  newer: "Nearfar ist neuer als bei Ihrem letzten Besuch.",
  newerNext: "Es gibt ein neueres Nearfar; es kommt bei Ihrem nächsten Besuch. Diese Seite bleibt, wie sie ist.",
  unreadable: (why) => `Dieser Link war nicht zu lesen, darum wurde nichts geändert. ${why}`,
  notRun: "Der Verlust aus diesem Link wird nicht ausgeführt, und auch sonst wird nichts von ihm übernommen.",
  oneOf: (name, given, known) => `${name} ist ${given}; möglich sind ${known}.`,
  flag: (name, given) => `${name} ist ${given}; möglich ist nur 1, oder es fehlt.`,
  hide: (given, known) => `hide hat ${given}; möglich sind, mit Kommas dazwischen, ${known}.`,
};

/** @type {typeof import("./en.js").controls} */
export const controls = {
  restarts: "Beginnt den Lauf neu", close: "Schließen",
  range: (least, most) => `${least} bis ${most}`,
  wholeNumber: (name, range) => `${name}: Hier muss eine ganze Zahl von ${range} stehen.`,
  number: (name, range) => `${name}: Hier muss eine Zahl von ${range} stehen.`,

  lecture: "Vorlesung", lectureAbout: "Die Vorlesung, Szene für Szene",
  scene: "Szene", ownSettings: "Eigene Einstellungen",
  ofScene: (number) => `Aus Szene ${number}: `,
  compare: "Vergleich", compareAbout: "Läufe nebeneinander mit einem Seed, wiederholt mit mehreren Seeds, und Reihen über einen Regler",
  history: "Verlauf", historyAbout: "Ihre Läufe, auf diesem Gerät aufbewahrt",

  engine: "Rechenwerk: ", engineAbout: "Was hier rechnet", computeOn: "Rechnen mit", diagnostics: "Diagnose",
  backends: { auto: "Automatisch", webgpu: "WebGPU", cpu: "CPU" },
  restarted: "Das Rechenwerk wurde neu gestartet und macht an seinem letzten Sicherungspunkt weiter.",
  theme: "Farbschema",
  themes: { auto: "auto", light: "hell", dark: "dunkel" },
  language: "Sprache",
  anew: {
    title: "Eine andere Sprache beginnt die Seite neu",
    long: (most) => `Wiederholt werden höchstens ${most} Schritte. Dieser Lauf ist länger und begänne darum untrainiert.`,
    altered: "Während dieser Lauf trainierte, wurde eine Einstellung geändert. Seine Schritte würden mit ihrem letzten Wert wiederholt und können anders ausfallen.",
    comparison: "Der Vergleich müsste noch einmal laufen.",
    yes: "Sprache wechseln", no: "So lassen",
  },

  lenses: {
    inside: { title: "Innenansicht", short: "Innen", about: "Welche Negativen das Gewicht tragen, wie viele davon falsch sind und was das Orakel brächte" },
    slow: { title: "Zeitlupe", short: "Zeitlupe", about: "Ein Trainingsschritt in Teilen, ein Abschnitt je Klick" },
    byhand: { title: "Von Hand", short: "Hand", about: "Vier Punkte, jede Zahl des Verlusts auf dem Schirm und zu ändern" },
    own: { title: "Eigener Verlust", short: "Eigen", about: "Einen Verlust schreiben, seine Steigungen prüfen und mit ihm trainieren" },
    labels: { title: "Labels: von m ohne zu n mit Label", short: "Labels", about: "Genauigkeit gegen die Zahl der Labels, vortrainiert und nicht" },
    theorem: { title: "Der Satz", short: "Satz", about: "Überschussrisiko gegen n starke Labels, mit m = n^β schwachen zum Vortrainieren" },
  },
  closeLens: (title) => `Schließen: ${title}`,
  backToData: "Zurück zu den Daten (Esc)",

  task: "Aufgabe", activation: "Aktivierung",
  sections: { data: "Daten", pretext: "Vorwand", loss: "Verlust", negatives: "Negative", augmentation: "Augmentierung", encoder: "Encoder", optimizer: "Optimierer", run: "Lauf" },
  source: (source, license) => `Quelle: ${source}${license ? `; ${license}` : ""}`,
  dataset: "Datensatz", ownData: "Eigene Daten …",
  ownDataOf: (file) => `Eigene Daten: ${file}`,
  moves: (now, untrained) => `z legt ${now} des Wegs zu einem anderen Punkt zurück, untrainiert ${untrained}`,
  ownText: "Ihr Text", useText: "Diesen Text nehmen",
  unusedText: (bytes, most) => `Noch nicht im Gebrauch; ${bytes} von ${most} Bytes.`,
  frequentWords: (most) => `Seine ${most} häufigsten Wörter werden verwendet.`,
  oracle: "Nur wahre Negative: ein Orakel, das die Labels liest, zum Vergleich",
  layers: "Verborgene Schichten", layersHelp: "Keine: Der Encoder ist linear, x ↦ Lx. Mit jeder Schicht kann er den Raum ein weiteres Mal biegen.",
  layerWidth: (layer) => `Breite der Schicht ${layer}`,
  normalize: "Embeddings der Länge 1",

  consent: {
    title: "Dieser Link bringt einen Verlust mit, den jemand geschrieben hat",
    text: "Er kann mit Ähnlichkeiten rechnen und sonst nichts: Er hat keine Schleifen, keinen Speicher und keinen Zugriff auf diese Seite. Möchten Sie mit ihm trainieren?",
    code: "Der Verlust, in WGSL", no: "Nicht ausführen", yes: "Ausführen",
  },
  help: {
    name: "Hilfe und Tasten", title: "Wie man diese Seite liest", keysTitle: "Tasten", on: "Einzelne Tasten gelten",
    keys: [["Leertaste", "starten oder anhalten"], [".", "ein Schritt"], ["R", "Reset: derselbe Seed, von Anfang an"], ["N", "ein neuer Seed"], ["1 … 9", "die Szenen, der Reihe nach"], ["?", "diese Hilfe"],
      ["Strg + Z", "eine Änderung der Einstellungen zurücknehmen; mit Umschalt wiederholen (auf einem Mac mit ⌘)"],
      ["← → ↑ ↓", "in einem Bild: von Punkt zu Punkt; Enter macht ihn zum Anker, oder zu einem Ende des Paars, das Sie zeichnen"], ["Esc", "das erste Ende eines Paars zurücknehmen"], ["Umschalt + Pfeile", "die Kugel drehen"]],
    contrastive: (word) => ["Jeder Schritt nimmt einen Batch von Punkten, macht von jedem zwei Ansichten und verändert den Encoder so, dass die beiden Ansichten einander näher kommen (", word("positive", "Positive"),
      ") und die übrigen Punkte sich entfernen (", word("negative", "Negative"), "). Labels werden nicht benutzt; sie färben nur die Punkte und messen das Ergebnis."],
    contrastivePoint: "Zeigen Sie auf einen Punkt, um seinen Namen und seine Nachbarn zu sehen; ein Klick macht ihn zum Anker.",
    metric: (word, metric) => ["Paare sagen, was ", word("positive", "ähnlich"), " ist und was ", word("negative", "unähnlich"),
      ". Die Metrik ", metric, " bringt Ähnliches nah und hält Unähnliches fern: Links sehen Sie ihre Einheitskugel, rechts dieselben Punkte nach x ↦ Lx."],
    metricPoint: "Ein Klick macht einen Punkt zum Anker; zeigen Sie dann auf einen anderen, um beider Abstand vorher und nachher zu lesen. Um selbst Paare zu zeichnen, wählen Sie, ob sie ähnlich oder unähnlich sein sollen, und dann zwei Punkte; dieselben zwei noch einmal nehmen das Paar wieder weg.",
  },
};

/** @type {typeof import("./en.js").transport} */
export const transport = {
  run: "Start", pause: "Pause",
  step: "Schritt", stepAbout: "Ein Schritt (.)",
  reset: "Reset", resetAbout: "Von Anfang an, mit demselben Seed (R)",
  seed: "Neuer Seed", seedAbout: "Neuer Seed (N): Alles Zufällige wird neu gezogen",
  speed: "Tempo",
  pace: (steps) => `${steps} je s`,
  full: "volles Tempo",
  preparing: "In Vorbereitung …",
  progress: (step, last) => `Schritt ${step} von ${last}`,
  stopped: (steps) => `Nach ${steps} Schritten angehalten, wie eingestellt.`,
  goOn: "Weiter",
  diverged: (what, metric) => `${what} Versuchen Sie ${metric ? "einen kleineren Schritt" : "eine kleinere Lernrate oder eine höhere Temperatur"}; Reset beginnt noch einmal mit demselben Seed.`,
  resetRun: "Den Lauf von vorn beginnen",
  said: {
    step: (step) => `Schritt ${step}`,
    objective: (value) => `Ziel ${value}`,
    loss: (value) => `Verlust ${value}`,
    nearest: (k, value) => `${k}-NN ${value}`,
    euclidean: (value) => `euklidisch ${value}`,
    pretext: (share) => `Vorwand ${share} richtig`,
    categories: (value) => `Arten ${value}`,
    probe: (value) => `lineare Probe ${value}`,
  },
};

/** @type {typeof import("./en.js").pictures} */
export const pictures = {
  point: (row, kind, heldOut) => `Punkt ${row}, ${kind}${heldOut ? ", zurückgehalten" : ""}`,
  word: (word, kind) => `„${word}“${kind === undefined ? "" : `, ${kind}`}`,
  kind: (number) => `Klasse ${number}`,
  nearest: "Am nächsten",
  nearestBy: "Am nächsten,",
  cosine: "Kosinus", product: "Skalarprodukt",

  data: "Daten", images: "als Bilder",
  wordsAbout: (rows) => `${rows} Wörter, jedes gleich fern von allen anderen`,
  dataAbout: (rows, dim, shares) => `${rows} Punkte aus ${dim} Zahlen${shares && `; die zwei Hauptrichtungen enthalten ${shares} der Varianz`}`,
  dataSaid: (title, rows, words, classes) => `${title}: ${rows} ${words ? "Wörter" : "Punkte"}${classes ? ` in ${classes} Klassen` : ""}`,

  embedding: "Was der Encoder sieht", solid: "in 3-D",
  embeddingAbout: ({ step, dim, unit, shown, shares }) => `Schritt ${step}: ${dim} Zahlen${unit ? `, Länge 1, also auf ${dim === 2 ? "einem Kreis" : "einer Kugel"}` : ""}${
    shares && `; die ${shown === 2 ? "zwei" : "drei"} Hauptrichtungen enthalten ${shares} der Varianz`}${shown === 3 ? "; zum Drehen ziehen" : ""}`,
  embeddingSaid: (summary) => `Embedding. ${summary}`,

  classes: "Klassen", lines: "Linien",
  key: { anchor: "Anker", positive: "sein Positives", negatives: "stärkste Negative", false: "falsches Negatives", falseAbout: "Ein Negatives aus der Klasse des Ankers; der Verlust kann das nicht wissen." },

  anchor: "Ein Anker, zwei Ansichten", row: "Zeile des Ankers in den Daten", rowBefore: "Punkt",
  weight: "Softmax-Gewicht",
  falseNegatives: (wrong, all, share) => `${wrong} von ${all} Negativen sind falsch, aus seiner Klasse: ${share} des Gewichts.`,
  notInBatch: "Nicht im nächsten Batch.",
  nearestInEmbedding: "Am nächsten im Embedding",
  asItIs: "wie er ist", view1: "Ansicht 1", view2: "Ansicht 2",
  otherView: "Die andere Ansicht desselben Punkts",
  makeAnchor: (point) => `Punkt ${point} zum Anker machen`,
  positive: "Positives", negative: "Negatives", falseNegative: "Falsches Negatives",
  partner: ({ relation, point, kind, measure, similarity, weight }) => `${relation}: Punkt ${point}, ${kind}, ${measure} ${similarity}, Gewicht ${weight}`,
  profile: (count, names) => `Die ${count} Zahlen des Punkts${names && ` (${names})`} und die seiner zwei Ansichten`,
  closeUp: "Von Nahem",

  similarities: "Ähnlichkeit im Batch", weights: "Gewichte im Batch", heatmap: "Heatmap der Ähnlichkeiten",
  heatmapAbout: "Anker nach unten, Kandidaten nach rechts, nach Klassen",
  relations: ["ausgenommen", "Positives", "Negatives"],
  cell: ({ anchor, candidate, similarity, relation, weight }) => `${anchor} × ${candidate}: ${similarity}, ${relation}${weight && `, Gewicht ${weight}`}`,
  rowWeight: "Gewicht in der Zeile",
  heatmapSaid: (weighed, anchors, candidates, summary) => `${weighed ? "Gewichte" : "Ähnlichkeiten"} des nächsten Batches, ${anchors} Anker mal ${candidates} Kandidaten. ${summary}`,

  symbols: "In Symbolen", figures: "In Zahlen",
  loss: "Verlust", negativesPerAnchor: "Negative je Anker",
  step: (step) => `Schritt ${step}`,

  curves: {
    loss: "Verlust", lossLine: "Mittel über den Batch",
    accuracy: "Genauigkeit, zurückgehalten", knn: "5-NN", probe: "lineare Probe",
    knnUntrained: "5-NN, untrainiert", knnRaw: "5-NN, rohe Merkmale", probeUntrained: "Probe, untrainiert", probeRaw: "Probe, rohe Merkmale",
    qualities: "Alignment, Uniformität", alignment: "Alignment", uniformity: "Uniformität", untrained: "untrainiert",
    pretext: "Richtige Antworten", nearer: "Richtiges Wort vor Negativen", right: "richtig", guessing: "geraten",
    words: "Wissen der Wortvektoren",
    ofWords: { knnAccuracy: ["Wörter nach Art, 3-NN", "Wörter, untrainiert"], sentenceAccuracy: ["Meinung von Sätzen", "Meinung, untrainiert"], analogyAccuracy: ["Analogien", "Analogien, untrainiert"] },
    axis: "Schritt",
    step: (step) => `Schritt ${step}`,
    nothing: "Noch nichts gemessen",
  },
  table: {
    name: "Tabelle", show: "Als Tabelle zeigen", title: "Die Kurven als Tabelle", step: "Schritt", every: "Jeder Schritt.",
    thinned: (every) => `Jeder ${every}. Schritt, der letzte und jede Messung.`,
  },
  collapsed: (now, untrained) => `Zusammengefallen: Alle Embeddings sind fast ein Punkt (${now} ihres mittleren Quadrats sind Varianz, untrainiert ${untrained}). Positive ziehen an, und nichts drückt weg: Negative täten es, oder Uniformität.`,
};

/** @type {typeof import("./en.js").questions} */
export const questions = {
  title: "Was gefragt wird", before: "Die Frage davor", next: "Die nächste Frage",
  about: (right, all) => `Der nächste Batch; ${right} von diesen ${all} Antworten sind richtig`,
  count: (at, all) => `${at} von ${all}`,
  answeredRight: ", richtig beantwortet", answeredWrong: ", falsch beantwortet",
  right: " (richtig)",
  answers: {
    "above left": "links oben", above: "oben", "above right": "rechts oben", left: "links", right: "rechts", "below left": "links unten", below: "unten", "below right": "rechts unten",
  },
  turned: "Um wie viel gedreht?",
  turnedSaid: (right, said) => `Ein Bild, das um ${right} gedreht wurde; der Encoder sagt ${said}.`,
  patches: (first, second) => [first, " das erste Stück; ", second, " woher das zweite kommt"],
  first: "erstes", second: "zweites: woher?",
  patchesSaid: (right, said) => `Ein Bild mit einem Stück, und ${right} davon ein anderes; der Encoder sagt ${said}.`,
  compass: "Wahrscheinlichkeit jeder Richtung",
  direction: (name, chance, right) => `${name}, ${chance}${right ? ", richtig" : ""}`,
  gap: "Gesucht",
  gapSaid: (word) => ["(gesucht: ", word, ")"],
  sentence: (several, all) => `${several ? "Die fetten Wörter werden gezeigt; welches stand in der Lücke?" : "Das fette Wort wird gezeigt; welches steht in der Lücke?"} Darunter die wahrscheinlichsten aller ${all} Wörter.`,
  unknown: (word) => `„${word}“ ist kein Wort dieses Textes.`,
  nearest: "Nächste Wörter zu ", nearestField: "Wort, dessen Nachbarn gezeigt werden",
  analogies: "Analogien",
  analogy: (a, b, c) => [a, " verhält sich zu ", b, " wie ", c, " zu …"],
  term: (name) => `${name} aus: a verhält sich zu b wie c zu …`,
};

/** @type {typeof import("./en.js").share} */
export const share = {
  name: "Teilen", title: "Dieses Experiment teilen",
  link: "Link", text: "Text", markdown: "Markdown", embed: "Einbetten", element: "Element",
  copy: "Kopieren",
  copyOf: (name) => `Kopieren: ${name}`,
  copied: (name) => `Kopiert: ${name}.`,
  byKeyboard: "Kopieren Sie es mit der Tastatur.",
  copiedLink: "Der Link ist kopiert. Er enthält alle Einstellungen und den Seed, ergibt also denselben Lauf.",
  copiedReplay: "Der Link ist kopiert. Er enthält alle Einstellungen und den Seed, dazu einige Verluste zum Vergleich.",
  fromHere: "Kopieren Sie den Link von hier:",
  code: "Der Link als QR-Code",
  noCode: (length, most) => `Dieser Link hat ${length} Zeichen. Ein QR-Code fasst ${most}, darum gibt es keinen.`,
  codeFailed: (why) => `Der QR-Code ließ sich nicht zeichnen: ${why}`,
  replay: (step) => `Bis Schritt ${step} wiederholen und die Verluste mit diesen vergleichen`,
  tooLong: (most) => `Ein Link kann ${most} Schritte wiederholen; dieser Lauf ist länger, darum beginnt sein Link untrainiert.`,
  send: "Senden …",
  carried: (size) => `Ihre Daten sind im Link: ${size} kB davon. Wer den Link hat, hat auch sie.`,
  notCarried: "Ihre Daten sind zu groß für einen Link und nicht darin: Wer ihn öffnet, wird nach derselben Datei gefragt.",
  altered: "Während dieser Lauf trainierte, wurde eine Einstellung geändert, und der Link kennt nur ihren letzten Wert. Prüfen Sie, ob er diesen Lauf ergibt.",
  told: "Wer den Link öffnet, erfährt, ob er dieselben Verluste ergibt.",
  test: "Diesen Link prüfen", stop: "Prüfung abbrechen", stopped: "Die Prüfung wurde abgebrochen.", progress: "Wiederholte Schritte",
  replaying: (steps) => `${steps} ${steps === "1" ? "Schritt wird" : "Schritte werden"} allein aus dem Link wiederholt …`,
  same: (losses) => `Der Link ergibt dasselbe: Alle ${losses} Verluste stimmen überein.`,
  untested: (why) => `Der Link ließ sich nicht prüfen: ${why}`,
  breaksOff: (step) => `Der Link ergibt diesen Lauf nicht: Sein Training bricht bei Schritt ${step} ab. Ein Link kennt nur den letzten Wert einer Einstellung, die während des Trainings geändert wurde. Beginnen Sie von vorn, trainieren Sie, und teilen Sie dann diesen Lauf.`,
  unlike: (step, there, here) => `Der Link ergibt diesen Lauf nicht: Bei Schritt ${step} ist sein Verlust ${there}, und hier war er ${here}. Ein Link kennt nur den letzten Wert einer Einstellung, die während des Trainings geändert wurde. Beginnen Sie von vorn, trainieren Sie, und teilen Sie dann diesen Lauf.`,

  on: (what, data) => `${what} auf ${data}`,
  pretextOn: (pretext, loss, data) => `${pretext}, ${loss}, auf ${data}`,
  knn: "5-NN", probe: "lineare Probe",
  said: {
    untrained: (subject, seed, metric, right) => `Nearfar: ${subject}, Seed ${seed}. ${metric ? "Vor dem ersten Schritt" : "Untrainiert"}${right && `: ${right}`}.`,
    trained: ({ subject, seed, step, metric, loss, right, since }) => `Nearfar: ${subject}, Seed ${seed}. Nach ${step} ${step === "1" ? "Schritt" : "Schritten"}: ${metric ? "Ziel" : "Verlust"} ${loss}${right && (since ? `; bei Schritt ${since} ${right}` : `, ${right}`)}.`,
  },
};

/** @type {typeof import("./en.js").runs} */
export const runs = {
};

/** @type {typeof import("./en.js").proof} */
export const proof = {
  unread: (why) => `Das Ergebnis in diesem Link wird nicht verglichen: ${why}`,
  encoding: "proof ist kein prozentkodiertes UTF-8.",
  long: (length, most) => `proof hat ${length} Zeichen; höchstens ${most} werden gelesen.`,
  noStep: "proof braucht einen Schritt, bis zu dem wiederholt wird.",
  pair: (given) => `proof hat ${given}; verlangt ist Schritt:Verlust, mit Kommas dazwischen.`,
  many: (steps, most) => `proof hat ${steps} Schritte; höchstens ${most} werden gelesen.`,
  order: (last) => `Die Schritte von proof müssen steigen, bis höchstens zum Schritt des Links, ${last}.`,
  same: (step, tolerance) => `Bis Schritt ${step} wiederholt: dasselbe Ergebnis wie beim Absender, auf ${tolerance} genau.`,
  ended: (step, there) => `Nicht das Ergebnis des Absenders: Die Wiederholung endete vor Schritt ${step}, wo der Verlust des Absenders ${there} war.`,
  unlike: (step, here, there) => `Wiederholt: nicht das Ergebnis des Absenders. Bei Schritt ${step} ist der Verlust hier ${here} und war dort ${there}.`,
  parted: ({ before, step, here, there, sure }) => `Wiederholt: die Verluste des Absenders bis Schritt ${before}, danach nicht mehr. Bei Schritt ${step} ist der Verlust hier ${here} und war dort ${there}. Die Rundung eines anderen Rechenwerks kann in mehr als etwa ${sure} Schritten dahin wachsen, und eine unterwegs geänderte Einstellung sähe auch so aus.`,
};

/** @type {typeof import("./en.js").undo} */
export const undo = {
  undo: "Rückgängig", redo: "Wiederholen",
  undoAbout: (mac) => `Eine Änderung der Einstellungen zurücknehmen (${mac ? "⌘Z" : "Strg+Z"})`,
  redoAbout: (mac) => `Eine Änderung der Einstellungen wiederholen (${mac ? "⇧⌘Z" : "Strg+Umschalt+Z"})`,
  undone: "Zurückgenommen", redone: "Wiederholt",
  again: (steps) => `Dieser Lauf beginnt wieder bei Schritt 0: Seine Einstellungen hatten sich während des Trainings geändert, darum lassen sich seine ${steps} Schritte nicht wiederholen.`,
  scene: (title) => `Szene „${title}“`,
  choices: { task: "Aufgabe", "data.name": "Datensatz", "pretext.name": "Vorwand", "loss.name": "Verlust", "objective.name": "Ziel", "negatives.name": "Negative", "optimizer.name": "Optimierer", "pairs.source": "Paare", "encoder.activation": "Aktivierung" },
  settings: {
    "encoder.hidden": "verborgene Schichten", "encoder.normalize": "Embeddings der Länge 1", "data.standardize": "standardisierte Merkmale", "negatives.oracle": "nur wahre Negative",
    "loss.code": "Ihr eigener Verlust", "data.text": "Ihr Text", "pairs.similar": "gezeichnete ähnliche Paare", "pairs.dissimilar": "gezeichnete unähnliche Paare",
  },
  on: "an", off: "aus", none: "keine",
  more: (first, more) => `${first} und ${more} weitere`,
};

/** @type {typeof import("./en.js").exports} */
export const exports = {
  name: "Export", about: "Den Lauf mitnehmen: Skript, Zahlen, Bilder",
  choices: {
    script: ["PyTorch-Skript", "läuft, wie es ist, mit denselben ersten Verlusten"],
    csv: ["Zahlen, CSV", "Verluste und Metriken, eine Zeile je Schritt"],
    json: ["Zahlen, JSON", "dieselben, mit allen Einstellungen"],
    curves: ["Kurven, SVG", "aus den Zahlen gezeichnet"],
    data: ["Daten, PNG", "das linke Bild"],
    embedding: ["Embedding, PNG", "das rechte Bild"],
  },
  making: "Wird gemacht …",
  saved: (name) => `Gespeichert: ${name}.`,
  metricPictures: "Bilder: die Punkte vor und nach x ↦ Lx.",
};

/** @type {typeof import("./en.js").notes} */
export const notes = {
  title: "Nearfar: Notizen zum Vortrag", heading: "Notizen zum Vortrag", waiting: "Öffnen Sie im anderen Fenster eine Szene der Vorlesung.",
  place: (at, of) => `Szene ${at} von ${of}`,
  next: (title) => `Als Nächstes: ${title}`,
  last: "Die letzte Szene.",
  back: "← Zurück", forth: "Weiter →",
};

/** @type {typeof import("./en.js").csv} */
export const csv = {
};

/** @type {typeof import("./en.js").compare} */
export const compare = {
};

/** @type {typeof import("./en.js").metric} */
export const metric = {
};

/** @type {typeof import("./en.js").inside} */
export const inside = {
};

/** @type {typeof import("./en.js").slow} */
export const slow = {
};

/** @type {typeof import("./en.js").byhand} */
export const byhand = {
};

/** @type {typeof import("./en.js").own} */
export const own = {
};

/** @type {typeof import("./en.js").labels} */
export const labels = {
};

/** @type {typeof import("./en.js").theorem} */
export const theorem = {
};

/** @type {typeof import("./en.js").lecture} */
export const lecture = {
  previous: "Zurück", previousKey: "Bild auf", next: "Weiter", nextKey: "Bild ab", close: "Vorlesung verlassen", scene: "Szene", larger: "Große Schrift", notes: "Notizen in eigenem Fenster", question: "Versuchen Sie", answered: "Beantwortet", open: "Noch nicht",
  formula: "Die Formel", numbers: "In Zahlen", footnote: "Richtiggestellt",
};

/** @type {typeof import("./en.js").scenes} */
export const scenes = {
  "near-and-far": {
    title: "Nah und fern",
    text: ["Gesucht ist eine Abbildung f, unter der Ähnliches zusammenrückt und Unähnliches auseinander. Niemand muss sagen, was etwas ist: dass zwei Bilder dasselbe zeigen, genügt.",
      "Dasselbe ist hier eine Ziffer und eine verschobene, gedrehte Kopie von ihr. Drücken Sie Start und sehen Sie zu, wie sich die Ziffern sortieren."],
    question: "Zwei Ansichten einer Ziffer fliegen zuerst auseinander wie alles andere. Trainieren Sie, bis sie näher beieinander liegen als untrainiert, obwohl alles andere fern ist (Uniformität um 1 kleiner).",
    state: "Alignment {0}, untrainiert {1}; Uniformität {2}, untrainiert {3}.",
    notes: "Zuerst fragen, was ähnlich heißt. Auf die Farben zeigen: Das sind Klassen, und das Training sieht sie nie. Alignment ist der mittlere quadratische Abstand zweier Ansichten; Uniformität sagt, wie gleichmäßig die Sphäre genutzt wird, kleiner ist besser.",
    symbols: { anchor: "Der Anker: ein Punkt, wie der Encoder ihn sieht.", positive: "Sein Positives: eine andere Ansicht desselben Punkts.", negatives: "Seine Negativen: Ansichten anderer Punkte." },
  },
  "weak-supervision": {
    title: "Schwache Aufsicht",
    text: ["Labels sind teuer, Hinweise billig. Ein Hinweis sagt von zwei Dingen, dass sie einander gleichen oder nicht, und manchmal ist er falsch.",
      "Ein Fünftel dieser Paare steht auf der falschen Seite. Die Metrik, die man aus ihnen lernt, ist trotzdem besser als keine."],
    question: "Wie viel Rauschen hält sie aus? Erhöhen Sie den Anteil falscher Paare, bis Nachbarn nicht besser sind als unter der euklidischen Metrik.",
    state: "5-NN {0} %, euklidisch {1} %.",
    notes: "Klicks, Zitate, Hashtags: Solche Hinweise kosten nichts. Falsche Paare ziehen in alle Richtungen und heben sich auf, richtige sind sich einig. Bei der Hälfte ist nichts mehr zu lernen.",
    symbols: { similar: "Paare, die sich gleichen sollen.", dissimilar: "Paare, die sich nicht gleichen sollen.", "pairs.noise": "Der Anteil der Paare auf der falschen Seite." },
  },
  "metric-learning": {
    title: "Eine Metrik ist eine Abbildung",
    text: ["Eine Mahalanobis-Metrik ist die quadrierte Länge von L(x − y): erst eine lineare Abbildung, dann der gewöhnliche Abstand. Lernen kann man von ihr nur A = LᵀL, symmetrisch und positiv semidefinit.",
      "Links die Ellipse der Punkte mit Abstand eins; rechts dieselbe Ebene nach x ↦ Lx, wo sie ein Kreis ist."],
    question: "Schieben Sie t, das eine Metrik aus einer Familie wählt, bis A eine Richtung mehr als fünfmal so stark streckt wie die andere.",
    state: "Die Eigenwerte von A stehen {0} zu 1.",
    notes: "Über ein Paar fahren: sein Abstand vorher und nachher. Die Eigenvektoren von A sind die Achsen der Ellipse; ein großer Eigenwert ist eine kurze Achse, denn dort zählt ein kleiner Schritt viel.",
    footnote: "‖xᵢ − xⱼ‖² = (xᵢ − xⱼ)ᵀLᵀL(xᵢ − xⱼ) sollte links ‖Lxᵢ − Lxⱼ‖² heißen; und d_A ist ein quadrierter Abstand, ohne Wurzel.",
    symbols: { metric: "A, gezeichnet als die Punkte mit Abstand eins." },
  },
  naive: {
    title: "Das naive Ziel scheitert",
    text: ["Ähnliche Paare nah, unähnliche fern: Man zieht eine Summe von der anderen ab, mit Gewicht λ. Das ist linear in A, und so gibt es kein bestes A außer nichts oder unendlich.",
      "Unter einer Schwelle λ* fällt alles auf einen Punkt. Darüber lohnt sich das Auseinanderschieben, für immer."],
    question: "Finden Sie beide Enden: ein λ, bei dem A zusammenfällt, und eines, bei dem es ohne Ende wächst. Lassen Sie beide einen Moment laufen.",
    state: "{0} von 2 Enden gesehen.",
    notes: "Zuerst ein gutes λ raten lassen. Es gibt keines: Die Schwelle ist λ* = 1/λ_max(S⁻¹D), am Regler markiert. Eine Schranke für tr A lenkt die Gier nur in eine Richtung: Rang eins.",
    symbols: { similar: "Was nah sein soll.", dissimilar: "Was fern sein soll.", "objective.lambda": "Wie viel fern wert ist.", metric: "Die gesuchte Metrik." },
  },
  "geometric-mean": {
    title: "Das geometrische Mittel",
    text: ["Fern zähle durch die Inverse: tr(A⁻¹D) ist klein, wo A auf unähnlichen Paaren groß ist. Nun halten sich beide Terme, h ist konvex, und das Minimum hat eine geschlossene Form.",
      "Es ist der Punkt auf halbem Weg der Geodäte von S⁻¹ nach D im Raum der positiven Matrizen: ihr geometrisches Mittel."],
    question: "Schieben Sie t von einem Ende zum anderen und finden Sie das kleinste h. Was gilt dort für die beiden Spuren?",
    state: "h = {0}; das kleinste ist {1}.",
    notes: "Bei t = ½ sind die Spuren gleich: tr(AS) = tr(A⁻¹D), das folgt aus ASA = D. Start drücken: Zwei Gradientenabstiege kriechen auf den Wert zu, den die geschlossene Form sofort hat.",
    footnote: "Der Exponent des geometrischen Mittels ist als Transponierte gedruckt; er ist die Potenz t, im Minimum ½.",
    symbols: { metric: "A, auf dem Weg von S⁻¹ nach D.", similar_part: "Was ähnliche Paare kosten.", dissimilar_part: "Was unähnliche Paare kosten, durch die Inverse.", "objective.t": "Wo auf der Geodäte." },
  },
  representations: {
    title: "Erst lernen, dann benennen",
    text: ["Die meisten Daten haben keine Labels. Also stellt man ihnen eine Frage, die sie selbst beantworten, und lernt f daran: die Vorwandaufgabe. Danach braucht ein einfacher Klassifikator auf f(x) nur wenige Labels.",
      "Acht Klassen in 32 Dimensionen, 24 davon Rauschen. Die Augmentierung weiß, welche, und dieses Wissen müssen die Labels nicht mehr lehren."],
    question: "Trainieren und anhalten: Bringen Sie eine lineare Probe mit 16 Labels, zwei je Klasse, über 85 %. Rohe Merkmale kommen nicht in die Nähe.",
    state: "Mit 16 Labels {0} %, rohe Merkmale {1} %.",
    notes: "Außerhalb der Vorlesung zeichnet Labels unter Start die Genauigkeit gegen n, für fünf Arten, dieselben Labels zu nutzen. Dann der ehrliche Teil: Bei den Ziffern holen rohe Pixel mit 50 Labels auf.",
    symbols: { loss: "Der Verlust der Vorwandaufgabe, auf m Punkten ohne Label." },
  },
  patches: {
    title: "Vorwand: Wohin gehört das Stück?",
    text: ["Zwei Stücke eines Bildes: Welcher der acht Nachbarn des ersten ist das zweite? Wer das sagen kann, weiß, aus welchen Teilen Dinge bestehen.",
      "Diese Buchstaben sind hell auf dunkel oder dunkel auf hell, in jedem Licht: Pixel unterscheiden sie kaum. Wo ein Stück liegt, hängt davon nicht ab."],
    question: "Beantworten Sie 60 % der Fragen zu zurückgehaltenen Buchstaben richtig. Was wird derweil aus der linearen Probe?",
    state: "{0} % richtig, geraten {1} %.",
    notes: "Die Fragen neben dem Bild durchblättern. Bei den Ziffern lernt sich derselbe Vorwand ebenso gut und nützt wenig: Sie sind schon aufrecht, mittig und sauber. Ein Vorwand hilft, wenn er über das hinwegsehen muss, was man vergessen will.",
    symbols: { loss: "Kreuzentropie über acht Antworten." },
  },
  words: {
    title: "Vorwand: Wörter nach ihrem Umgang",
    text: ["Ein Wort wird gefragt, welche Wörter um es stehen. Niemand sagt, was ein Wort bedeutet, und doch finden Wörter einer Art zusammen, denn sie haben denselben Umgang.",
      "Beziehungen werden Richtungen: Von paris nach france ist es etwa derselbe Schritt wie von rome nach italy."],
    question: "Trainieren Sie, bis neun von zehn Analogien stimmen. Dann versuchen Sie eine: paris, france, rome.",
    state: "{0} % der Analogien, {1} % der Wörter nach Art.",
    notes: "Der Verlust ist kontrastiv: Das Wort, das dort stand, ist das Positive, k andere sind Negative. InfoNCE leistet dasselbe. Mit Dimension 2 oder 4 verschwinden die Analogien.",
    symbols: { loss: "Der Verlust von Skip-gram: ein Positives, k Negative.", "negatives.count": "Wie viele Negative." },
  },
  theorem: {
    title: "Wie viel spart es?",
    text: ["Wird der Vorwand mit Rate m^{−α} gelernt und sind m = n^{β} Punkte für ihn da, so fällt das Überschussrisiko wie n^{−αβ}, und nie schneller als 1/n.",
      "An einer Aufgabe, deren Raten genau bekannt sind, kann man die Steigungen neben denen des Satzes messen."],
    question: "Machen Sie die schwache Aufgabe langsam, α = 0,5 oder weniger. Welches β bringt die schnelle Rate 1/n zurück?",
    state: "α = {0}, das größte αβ ist {1}.",
    notes: "Der Exponent ist min(1, αβ): Ein langsamer Vorwand lässt sich mit mehr Daten ohne Label ausgleichen, bis 1/n. Dann eine Annahme verletzen: Bei schweren Rändern gilt die zentrale Bedingung nicht, und kein β hilft.",
    footnote: "log 1/d in der Schranke ist log 1/δ. Der Satz handelt von schwacher Aufsicht, einem Vorwand mit eigenen Labels; α ist der Exponent seiner Rate.",
  },
  "contrastive-loss": {
    title: "Der kontrastive Verlust",
    text: ["Welcher von N + 1 Kandidaten ist die andere Ansicht des Ankers? Der Verlust ist minus der Logarithmus des Softmax des richtigen.",
      "Untrainiert liegt er nahe log(1 + N), wie beim Raten; jedes Nat darunter ist gelernt."],
    question: "Trainieren Sie, bis der Verlust 1 unter log(1 + N) liegt. Dann ändern Sie τ: Was geschieht mit dem Verlust, was mit dem Bild?",
    state: "Verlust {0}; log(1 + N) = {1}.",
    notes: "Ein kleines τ sieht nur die nächsten Negativen, ein großes alle gleich. Verluste bei verschiedenem τ kann man nicht vergleichen.",
    symbols: { loss: "Der Verlust, gemittelt über Anker.", anchor: "Der Anker.", positive: "Seine andere Ansicht.", count: "N Negative: Ansichten anderer Punkte.", "loss.temperature": "Die Temperatur: wie scharf nah von fern getrennt wird." },
  },
  "false-negatives": {
    title: "Negative, die keine sind",
    text: ["Negativ ist jeder andere Punkt, also ist hier eines von sechs aus der Klasse des Ankers: irrtümlich weggeschoben. Weiß man, wie oft das vorkommt, τ⁺, so kann man seinen Anteil abziehen.",
      "Die Schätzung darf nicht unter ihren kleinsten Wert N e^{−1/τ} fallen. Dort wird sie gehalten und schiebt nicht mehr."],
    question: "Erhöhen Sie τ⁺ während des Trainings, bis ein Drittel der Anker gehalten wird.",
    state: "{0} % gehalten; {1} % der Negativen sind falsch.",
    notes: "Die Korrektur gilt dem Mittel; welche Negativen falsch sind, weiß sie nicht. Ein zu großes τ⁺ hält die meisten Anker fest: Dann wirken nur noch die Positiven.",
    symbols: { "loss.tau_plus": "Der angenommene Anteil falscher Negativer.", count: "Alle N Negativen, falsche darunter.", positive: "Wem falsche Negative gleichen: dem Positiven." },
  },
  "hard-negatives": {
    title: "Schwere Negative",
    text: ["Ferne Negative lehren nichts. Man gewichte die, die der Encoder für den Anker hält, mit e^{βs}: Je größer β, desto weniger tragen den Verlust.",
      "Unter den nächsten sind auch die falschen; darum gehören Schwere und die Korrektur durch τ⁺ zusammen."],
    question: "Erhöhen Sie β während des Trainings, bis die Negativen nur noch wie weniger als 65 % ihrer Zahl zählen. Wie viel Gewicht liegt auf falschen?",
    state: "Sie zählen wie {0} % ihrer Zahl; {1} % des Gewichts liegt auf falschen.",
    notes: "Hier gewinnen schwere Negative: vier Gruppen zu drei Klassen, nah ist also nicht immer falsch. Im Menü gibt es Szenen, in denen sie verlieren, mit dem Grund.",
    symbols: { "loss.beta": "Wie viel Nähe zählt.", negatives: "Negative, wie sie gewichtet sind.", anchor: "Der Anker." },
  },
  memory: {
    title: "Negative aus dem Gedächtnis",
    text: ["Mehr Negative brauchen keinen größeren Batch: Man merkt sich, was vorher eingebettet wurde. Das war ein älterer Encoder, also lasse man den, der sie macht, sich langsam ändern.",
      "16 Punkte je Schritt, 256 gemerkte Schlüssel. Der Verlust steigt, während sich die Schlange füllt: Die Auswahl wird größer."],
    question: "Tun Sie so viele Schritte, bis die Schlange voll ist, und beobachten Sie dabei den Verlust.",
    state: "{0} von {1} Schlüsseln.",
    notes: "m auf 0,5 stellen: Schlüssel veralten so schnell, wie der Encoder lernt, und die Probe fällt auf die Hälfte. Das ist die Schlange von MoCo; PIRL hält stattdessen einen Eintrag je Punkt.",
    symbols: { "negatives.momentum": "Wie langsam der Schlüssel-Encoder folgt.", negatives: "Schlüssel in der Schlange.", "negatives.size": "Wie viele." },
  },
  summary: {
    title: "Nah und fern, noch einmal",
    text: ["Von einer linearen Abbildung in geschlossener Form bis zum Encoder auf der Sphäre war der Gedanke einer: Ähnliches nah, Unähnliches fern. Geändert hat sich, wer sagt, was ähnlich ist: ein Mensch, ein Stellvertreter, eine Augmentierung, das nächste Wort.",
      "Was man weiß, steckt in den Positiven. Was man nicht wissen kann, welche Negativen falsch sind, kann man nur einrechnen."],
    question: "Die letzte Frage gehört Ihnen: über 90 % mit 20 Labels. Die Regler unten sind offen, und alles andere auch.",
    state: "Mit 20 Labels {0} %.",
    notes: "Diese Szene laufen lassen, während Fragen kommen. Alles auf der Seite steckt im Link: nach ihren fragen.",
    symbols: { positive: "Was man weiß.", negatives: "Was man nicht weiß." },
  },
};
