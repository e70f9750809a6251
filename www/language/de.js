/** Was die Seite sagt, auf Deutsch; siehe en.js. */

/** @type {typeof import("./en.js").page} */
export const page = {
};

/** @type {typeof import("./en.js").controls} */
export const controls = {
};

/** @type {typeof import("./en.js").transport} */
export const transport = {
};

/** @type {typeof import("./en.js").pictures} */
export const pictures = {
};

/** @type {typeof import("./en.js").questions} */
export const questions = {
};

/** @type {typeof import("./en.js").share} */
export const share = {
};

/** @type {typeof import("./en.js").runs} */
export const runs = {
  locale: "de",
  title: "Ihre Läufe", private: "Sie liegen in diesem Browser, auf diesem Gerät, und gehen sonst nirgendwohin.", saved: "Gespeicherte Läufe",
  name: "Name", save: "Diesen Lauf speichern", restore: "Wiederherstellen", delete: "Löschen", undo: "Zurücknehmen", close: "Schließen", untrained: "untrainiert",
  buttonOf: (button, run) => `${button}: ${run}`,
  nameOf: (date) => `Name des Laufs, gespeichert am ${date}`,
  isSaved: (run) => `Gespeichert: ${run}.`,
  renamed: (run) => `Umbenannt: ${run}.`,
  kept: (run) => `Behalten: ${run}.`,
  deleted: (run) => `Gelöscht: ${run}. `,
  full: (most) => `${most} Läufe sind gespeichert, mehr können es nicht sein. Löschen Sie einen, um einen anderen zu speichern.`,
  failed: (why) => `Das ließ sich nicht tun, und nichts ist geändert: ${why}`,
  refused: (why) => `Dieser Browser bewahrt für diese Seite nichts auf, wie in einem privaten Fenster (${why}). Hier gespeicherte Läufe sind fort, wenn die Seite geschlossen wird.`,
  step: (step) => `Schritt ${step}`,
  loss: (loss) => `Verlust ${loss}`,
  text: (subject, seed) => `${subject}, Seed ${seed}`,
};

/** @type {typeof import("./en.js").undo} */
export const undo = {
};

/** @type {typeof import("./en.js").exports} */
export const exports = {
};

/** @type {typeof import("./en.js").csv} */
export const csv = {
  title: "Ihre eigenen Daten", about: "Eine Tabelle mit einer Zeile je Punkt: Zahlen, und höchstens eine Spalte mit Labels. Legen Sie eine Datei irgendwo auf dieser Seite ab, wählen Sie sie aus, oder fügen Sie ihren Text ein. Sie bleibt auf diesem Gerät.",
  file: "Datei (CSV, oder durch Semikolons oder Tabulatoren getrennt)", text: "Ihre Daten, als Text", example: "Länge,Breite,Art\n5.1,3.5,setosa\n…", readText: "Text einlesen", cancel: "Abbrechen", stop: "Abbrechen",
  quoted: (cell) => `„${cell}“`,
  theFile: "die Datei", theText: "Der Text", pasted: "Eingefügter Text",
  reading: (file, share) => `${file} wird gelesen: ${share} %`,
  needed: (file, hash) => `Dieser Link braucht ${file} mit Fingerabdruck ${hash}; legen Sie sie hier ab, oder wählen Sie sie aus. Bis dahin bleibt alles, wie es ist.`,
  chooseFile: "Datei auswählen", without: "Ohne sie weitermachen",
  otherFile: (file, hash, wanted) => `${file} ist nicht die Datei, die der Link braucht: Ihr Fingerabdruck ist ${hash}, nicht ${wanted}.`,
  notAsAsked: (file) => `${file} ist nicht die Datei, die der Link braucht: Sie lässt sich nicht lesen, wie der Link es sagt.`,
  sameVersion: "Geben Sie dieselbe Fassung der Datei, oder verwenden Sie diese als eigene Daten.", otherChoices: "Anders eingelesen könnte sie es sein.",
  notKept: (file) => `${file} ließ sich in diesem Browser nicht aufbewahren: Nach einem Neuladen geben Sie die Datei noch einmal.`,
  otherData: (hash, wanted) => `Die Daten darin haben den Fingerabdruck ${hash}; seine Einstellungen gelten für ${wanted}.`,
  broken: "Die Daten im Link sind abgeschnitten oder verändert; bitten Sie noch einmal um den Link, oder um die Datei.",

  size: (rows, columns) => `${rows} Zeilen mit ${columns} Spalten`,
  windows: "; als Windows-1252 gelesen, denn es ist kein UTF-8", utf16: "; als UTF-16 gelesen",
  promise: ". Nichts wird ersetzt, bevor Sie es sagen, und nichts verlässt dieses Gerät.",
  firstRows: "Die ersten Zeilen", use: "Diese Daten verwenden",
  firstLine: "Erste Zeile", names: "Namen der Spalten", data: "schon Daten", separator: "Trennzeichen", decimal: "Dezimalzeichen", point: "Punkt", comma: "Komma",
  separators: { ",": "Komma", ";": "Semikolon", "\t": "Tabulator" },
  labelColumn: "Spalte der Labels", none: "keine", missingValues: "Fehlende Werte", leaveRow: "Zeile weglassen", putMean: "Mittel der Spalte einsetzen", images: "Zeilen sind Bilder",
  label: "Label", feature: "Merkmal", empty: "leer", numbers: "Zahlen",
  mixed: (texts) => `Zahlen, außer in ${texts} ${texts === 1 ? "Zelle" : "Zellen"}`,
  words: (words) => `Text, ${words} verschiedene`,
  manyWords: (most) => `Text, mehr als ${most} verschiedene`,
  missing: (cells) => `${cells} fehlen`,
  more: (columns) => `${columns} weitere Spalten zeigen`,
  moreProblems: (problems) => `Und ${problems} weitere dieser Art.`,
  counts: (rows, rowsSaid, features, featuresSaid) => `${rowsSaid} Zeile${rows === 1 ? "" : "n"}, ${featuresSaid} ${features === 1 ? "Merkmal" : "Merkmale"}`,
  standardised: ", standardisiert. ",
  scaled: (width, height) => `: Bilder von ${width} × ${height}, auf 0 bis 1 skaliert. `,
  leftOut: (n, said) => `${said} Zeile${n === 1 ? "" : "n"} weggelassen. `,
  filled: (n, said) => `${said} fehlende${n === 1 ? "r Wert" : " Werte"} durch das Mittel der Spalte ersetzt. `,
  classes: (n, said, classes) => `${said} Klasse${n === 1 ? "" : "n"}: ${classes}. Sie färben die Punkte und beurteilen das Ergebnis.`,
  noLabels: "Keine Labels: Was sie braucht, wird nicht gemessen.",
  unlabelled: (rows) => `${rows} ${rows === 1 ? "Zeile hat" : "Zeilen haben"} kein Label und ${rows === 1 ? "wird" : "werden"} weggelassen.`,
  digitsLost: (column) => `Spalte ${column} hat Zahlen mit so vielen Stellen, dass kleine Unterschiede verloren gehen (7 bleiben); ziehen Sie ab, was allen gemeinsam ist.`,

  wrong: {
    large: (file, size, most) => `${file} hat ${size} MB; erlaubt sind höchstens ${most} MB. Lassen Sie Spalten oder Zeilen weg.`,
    spreadsheet: (file) => `${file} ist eine Datei einer Tabellenkalkulation oder ein ZIP-Archiv; speichern Sie sie als CSV und geben Sie das.`,
    noText: (file) => `${file} ist kein Text.`,
    noUtf8: (file) => `${file} ist kein Text; speichern Sie die Daten als CSV in UTF-8.`,
    empty: (file) => `${file} ist leer.`,
    noLines: (file, separator) => `${file} ist leer; verlangt ist eine Zeile je Punkt, mit einem ${separator} zwischen den Zellen.`,
    fewRows: (file, rows, fewest) => `${file} hat ${rows} ${rows === 1 ? "Datenzeile" : "Datenzeilen"}; verlangt sind mindestens ${fewest}, einige zum Lernen und einige zum Prüfen.`,
    manyRows: (file, most) => `${file} hat mehr als ${most} Zeilen, und mehr dürfen es nicht sein; nehmen Sie eine Stichprobe daraus.`,
    manyColumns: (file, columns, most, features) => `${file} hat ${columns} Spalten; erlaubt sind höchstens ${most}, von denen ${features} Merkmale sein können.`,
    endless: (line, file) => `Zeile ${line} von ${file} endet nicht: Ein Anführungszeichen wird geöffnet und nicht geschlossen. Schreiben Sie "" für ein Anführungszeichen innerhalb von Anführungszeichen.`,
    quotes: (line, file) => `Zeile ${line} von ${file} hat ein Anführungszeichen, das nicht geschlossen oder innerhalb von Anführungszeichen nicht verdoppelt ist; schreiben Sie dort "".`,
    cells: (line, file, cells, wanted) => `Zeile ${line} von ${file} hat ${cells} ${cells === 1 ? "Zelle" : "Zellen"}; verlangt sind ${wanted}, wie in der ersten Zeile.`,
    quote: "Setzen Sie Zellen, die das Trennzeichen enthalten, in Anführungszeichen.",
    separator: (separator) => `Stimmt das Trennzeichen (${separator})?`,
    noColumn: (column) => `Es gibt keine Spalte ${column}; wählen Sie die Spalte der Labels.`,
    noFeature: "Keine Spalte ist als Merkmal gewählt; wählen Sie mindestens eine Spalte mit Zahlen.",
    manyFeatures: (features, most) => `${features} Spalten sind als Merkmale gewählt; es dürfen ${most} sein.`,
    noNumber: (line, column, cell, more, advice) => `Zeile ${line}, Spalte ${column}: ${cell} ist keine Zahl${more ? `, und ${more} weitere sind es nicht` : ""}; ${advice}.`,
    emptyColumn: (column) => `Spalte ${column} ist leer; lassen Sie sie weg.`,
    manyClasses: (column, most) => `Spalte ${column} hat mehr als ${most} verschiedene Werte; eine Spalte mit Labels hat höchstens ${most}. Wählen Sie eine andere, oder keine.`,
    oneClass: (column) => `Spalte ${column} hat eine einzige Klasse; Labels brauchen mindestens zwei. Wählen Sie eine andere Spalte der Labels, oder keine.`,
    fewStay: (stay, rows, mean) => `${stay} von ${rows} Zeilen bleiben; es müssen mindestens 8 sein.${mean ? " Setzen Sie stattdessen das Mittel der Spalte ein." : ""}`,
    noSquare: (columns) => `${columns} Spalten ergeben kein quadratisches Bild; Bilder brauchen 4, 9, 16 … 784 Spalten.`,
  },
  advice: {
    comma: (cell) => `wählen Sie das Dezimalkomma, oder schreiben Sie ${cell}`,
    point: (cell) => `wählen Sie den Dezimalpunkt, oder schreiben Sie ${cell}`,
    bare: (cell) => `schreiben Sie ${cell}`,
    any: "schreiben Sie eine Zahl, lassen Sie die Zelle für einen fehlenden Wert leer, oder lassen Sie die Spalte weg",
  },
};

/** @type {typeof import("./en.js").compare} */
export const compare = {
  title: "Vergleich", close: "Vergleich schließen", closeKey: "Vergleich schließen (Esc)",
  run: "Vergleich starten", pause: "Vergleich anhalten", goOn: "Fortsetzen", again: "Noch einmal versuchen", finished: "Fertig",
  seeds: "Seeds", seedCount: "Zahl der Seeds", judgedBy: "Beurteilt nach", runsFinished: "Fertige Läufe",
  repeat: (n) => `Über ${n} Seeds wiederholen`,
  seedRange: (most) => `1 bis ${most}`,
  progress: (done, of) => `${done} von ${of} Läufen fertig`,
  measures: { probeAccuracy: "lineare Probe", knnAccuracy: "5-NN" },

  modes: "Varianten nebeneinander, oder eine Reihe von Werten einer Einstellung", sideBySide: "Nebeneinander",
  variants: "Varianten", thisPage: "die Einstellungen dieser Seite", over: "fertig",
  remove: (letter, name) => `${letter} entfernen, ${name}`,
  step: (step, of) => `Schritt ${step} von ${of}`,
  seedStep: (step, of, seed, seeds) => `Schritt ${step} von ${of}, Seed ${seed} von ${seeds}`,
  failedSeed: (seed, error) => `Seed ${seed}: ${error}`,
  adding: { form: "Variante hinzufügen", start: "Zusätzlich", variant: "eine Variante", middle: "mit", button: "Hinzufügen", target: "Welche Variante den Unterschied bekommt", what: "Was sich unterscheidet", another: "Anders gewählt",
    to: (letter) => `bei ${letter}`,
    which: (setting) => `Auswahl: ${setting}`,
    not: (now) => `nicht ${now}` },
  groups: { pretext: "Vorwand", loss: "Verlust", negatives: "Negative", optimizer: "Optimierer", run: "Lauf", data: "Daten", encoder: "Encoder", augment: "Augmentierung" },
  settings: { pretext: "Vorwand", loss: "Verlust", negatives: "Negative", optimizer: "Optimierer", oracle: "welche Negativen", onlyTrue: "nur wahre Negative", all: "alle Negativen",
    width: (layer) => `Breite von Schicht ${layer}` },

  loss: "Verlust", losses: "Verlust, jeder nach eigenem Maß", untrained: "untrainiert", raw: "rohe Merkmale",
  heldOut: (measure) => `${measure}, zurückgehalten`,
  untrainedOf: (letter) => `${letter} untrainiert`,
  caption: (seeds) => `Beim letzten Schritt, Mittel ± Standardabweichung über ${seeds === 1 ? "einen Seed" : `${seeds} Seeds`}`,
  numbers: "Zahlen", variant: "Variante", value: "Wert", seedsColumn: "Seeds", against: "gegen A",
  table: "Tabelle", tableTitle: "Reihen als Tabelle", copyText: "Text kopieren", copyCSV: "CSV kopieren", copied: "Kopiert", refused: "Der Browser erlaubt kein Kopieren",
  hintSweep: "„Vergleich starten“ trainiert einen Encoder für jeden Wert und Seed; dann sagt ein Satz, wo der beste Wert liegt und ob das mehr ist als Rauschen.",
  hintAdd: "Fügen Sie eine Variante hinzu: durch das, was sie anders hat als A, das den Einstellungen entspricht. Derselbe Seed gibt allen dieselben Daten, dieselbe Aufteilung, dieselben Anfangsgewichte und Batches, soweit der genannte Unterschied das nicht ändert.",
  hintRun: "„Vergleich starten“ trainiert sie nebeneinander; dann sagt ein Satz für jede, ob ihr Unterschied zu A größer ist als das Rauschen.",

  sweep: "Reihe über", sweepAnother: "Reihe über eine andere Einstellung", anotherSweep: "andere …", values: "Werte", mean: "Mittel", above: "Mittel + Std.-Abw.", below: "Mittel − Std.-Abw.", notMeasured: "nicht gemessen",
  sweepOf: (setting) => `Reihe über ${setting}`,
  removeSweep: (setting) => `Reihe über ${setting} entfernen`,
  valuesOf: (setting) => `Werte: ${setting}`,
  atEnd: (setting) => `${setting}: Genauigkeit am Ende`,
  best: (value) => `am besten: ${value}`,

  verdict: {
    soFar: (n, seeds) => ` (bisher ${n} von ${seeds} Seeds)`,
    failed: (n, seeds) => ` (${n} von ${seeds} Seeds; bei den übrigen ist eine der beiden gescheitert)`,
    gain: (mean, deviation) => `${mean}${deviation ? ` ± ${deviation}` : ""} Prozentpunkte`,
    none: (name, base) => `${name} gegen ${base}: Noch keinen Seed haben beide beendet.`,
    same: (name, base, measure, n, of) => `${name} gegen ${base}: kein Unterschied; ${measure} ist bei ${n === 1 ? "dem einen Seed" : `allen ${n} Seeds`} gleich${of}.`,
    start: (name, base, measure, gain) => `${name} gegen ${base}: ${measure} ${gain}`,
    one: (start, of) => `${start} bei einem Seed${of}. Ein Seed sagt nichts über den Unterschied: Ein anderer kann ihn umkehren.`,
    better: (start, better, n, of) => `${start}, besser bei ${better} von ${n} Seeds${of}`,
    worse: (start, worse, n, of) => `${start}, schlechter bei ${worse} von ${n} Seeds${of}`,
    few: (count) => `${count}. Zwei Seeds sind zu wenige, um das vom Rauschen zu unterscheiden.`,
    interval: (low, high, p) => `95-%-Intervall des Mittels ${low} bis ${high}, Vorzeichentest p = ${p}`,
    larger: (count, interval) => `${count}: größer als das Rauschen (${interval}).`,
    noise: (count, interval) => `${count}: nicht größer als das Rauschen (${interval}).`,
  },
  sweepVerdict: {
    same: (setting, measure, accuracy) => `${setting} macht keinen Unterschied: ${measure} ${accuracy} bei jedem Wert.`,
    best: (measure, at, accuracy, place, clauses) => `${measure} ist am besten bei ${at} (${accuracy}), ${place}: ${clauses}.`,
    inside: "innerhalb des Bereichs", limit: "am Ende dessen, was möglich ist",
    lower: "am unteren Ende des Bereichs, ein noch kleinerer Wert könnte also besser sein", upper: "am oberen Ende des Bereichs, ein noch größerer Wert könnte also besser sein",
    over: (gain, at) => `${gain} gegenüber ${at}`,
    larger: ", größer als das Rauschen", noise: ", nicht größer als das Rauschen", none: ", kein Unterschied",
    hump: " Ein umgekehrtes U.", few: " So wenige Seeds können das nicht vom Rauschen unterscheiden.",
  },

  wrong: {
    onlyEncoders: "Verglichen werden nur Encoder, und dies ist ein Experiment zum Metriklernen.",
    link: (problems) => `Vom Vergleich in diesem Link war etwas nicht lesbar und ist weggelassen. ${problems}`,
    long: (length, most) => `Der Vergleich im Link hat ${length} Zeichen; höchstens ${most} werden gelesen.`,
    part: (key) => `„${key}“ ist kein Teil eines Vergleichs; es gibt vs, vs.seeds, vs.by, vs.sweep.`,
    encoding: (key) => `${key} hat ein %, mit dem kein Zeichen beginnt; verlangt ist UTF-8 in Prozentkodierung.`,
    variants: (most) => `vs hat mehr als ${most} Varianten neben den Einstellungen selbst; die übrigen sind weggelassen.`,
    sweeps: (most) => `vs.sweep hat mehr als ${most} Reihen; die übrigen sind weggelassen.`,
    choice: (path, text, choices) => `${path} ist „${text}“; es gibt ${choices}.`,
    setting: (key, path, settings) => `${key} nennt „${path}“, das ist hier keine Einstellung; es gibt ${settings}.`,
    noNumber: (path) => `vs.sweep nennt „${path}“, das ist keine Zahl und hat keine Werte für eine Reihe.`,
    values: (path, n, fewest, most) => `Eine Reihe über ${path} hat ${n} verschiedene Werte; es müssen ${fewest} bis ${most} sein.`,
    seeds: (text, most) => `Die Zahl der Seeds ist „${text}“; sie muss eine ganze Zahl von 1 bis ${most} sein.`,
    by: (text, measures) => `vs.by ist „${text}“; es gibt ${measures}.`,
    number: (path, value, min, max) => `${path} ist ${value}; verlangt ist eine Zahl von ${min} bis ${max}.`,
    whole: (path, value, min, max) => `${path} ist ${value}; verlangt ist eine ganze Zahl von ${min} bis ${max}.`,
  },
};

/** @type {typeof import("./en.js").metric} */
export const metric = {
  sides: { similar: "ähnlich", dissimilar: "unähnlich" },

  data: "Daten", pairs: "Paare", objective: "Ziel", run: "Lauf", source: "Quelle: ",
  standardise: "Merkmale standardisieren", standardiseHelp: "Jedes Merkmal auf Mittel 0 und Standardabweichung 1 auf den Trainingspunkten", restarts: "Beginnt den Lauf neu",
  enough: (lambda) => `λ ist jetzt ${lambda}, damit die wenigen Paare genügen, die Sie zeichnen.`,
  drawn: (similar, dissimilar) => `Von Hand gezeichnet: ${similar} ähnliche, ${dissimilar} unähnliche. `,
  canDraw: "Sie können Paare auch zeichnen: Drücken Sie ähnlich oder unähnlich über den Daten und wählen Sie dann zwei Punkte.",

  draw: "Paare zeichnen", connect: "Verbinden als", undraw: "Gezeichnete Paare entfernen", undrawHelp: "Die Paare entfernen, die Sie gezeichnet haben",
  connectAs: (side) => `Verbinden als ${side}`,
  connectHelp: (side) => `Wählen Sie zwei Punkte, die einander ${side} sind: Die Metrik bewegt sich sofort`,
  firstPoint: (side) => `Verbinden als ${side}: Wählen Sie den ersten Punkt.`,
  secondPoint: (side, from) => `Verbinden als ${side}: Punkt ${from}, und welcher noch? Esc nimmt ihn zurück.`,

  dataPicture: "Daten", image: "Die Punkte nach x ↦ Lx",
  sameAfter: (map) => ["Dieselben Punkte nach ", map],
  points: (points, dim) => `${points} Punkte aus ${dim} Zahlen`,
  directions: (share) => `; zwei Hauptrichtungen: ${share} der Varianz`,
  pairsShown: (pairs) => `; ${pairs} Paare je Seite gezeigt`,
  sideShown: (pairs, side) => `; ${pairs} ${side}e Paare gezeigt`,
  label: (data, points, classes, similar, dissimilar) => `${data}: ${points} Punkte in ${classes} Klassen, ${similar} ähnliche und ${dissimilar} unähnliche Paare`,
  imageLabel: (summary) => `Die Punkte nach x ↦ Lx. ${summary}`,
  round: "L verbiegt das Gitter; die Einheitskugel der Metrik ist rund",
  along: (share) => `entlang der beiden größten Eigenvektoren von A${share && `: ${share} der Varianz`}`,
  sizeAt: (step, size) => `Schritt ${step}: ${size}`,
  collapsed: "alle Punkte sind einer", asWide: "so breit wie die Daten",
  narrower: (share) => `${share} der Breite der Daten`,
  wider: (times) => `${times}-mal so breit wie die Daten`,
  toAnchor: (anchor) => `zum Anker, Punkt ${anchor}`,
  pair: (i, j, side) => `Punkte ${i} und ${j}, ${side}`,
  wrongPair: (i, j, side) => `Punkte ${i} und ${j}, irrtümlich ${side}`,
  key: { lines: "Linien", flipped: "durch Rauschen vertauscht", balls: "Einheitskugeln von A, S⁻¹ und D, gleich groß; L macht die von A rund", ball: "Einheitskugel von A und ihr Bild", ray: "größter Eigenvektor von S⁻¹D", axes: "Achsen: links Hauptrichtungen, rechts Eigenvektoren von A" },

  misprints: "Druckfehler, richtiggestellt",
  slips: (T, d) => [
    ["Der Exponent des geometrischen Mittels ist als Transponierte", T(), " gedruckt; er ist die Potenz t, im Minimum ½. Als Transponierte gelesen gäbe die Formel wieder D."],
    [d(), " ist ein quadrierter Abstand: ", d(), "(x, x′) = (x − x′)", T(), "A(x − x′), ohne Wurzel."],
    ["‖xᵢ − xⱼ‖² = (xᵢ − xⱼ)", T(), "L", T(), "L(xᵢ − xⱼ) sollte links ‖Lxᵢ − Lxⱼ‖² heißen."],
  ],
  step: (step) => `Schritt ${step}`,
  flipped: "vertauscht", least: "kleinstes h", euclidean: "euklidisch",
  heldOut: (k) => `${k}-NN, zurückgehalten`,
  verdicts: { collapses: "A fällt auf 0 zusammen", unbounded: "Kein Minimum", "rank-one": "Rang eins", optimal: "Das Minimum von h", between: "Auf der Schwelle", away: "Auf der Geodäte" },
  identities: "Identitäten", identitiesChecked: "Identitäten, jetzt geprüft",
  holds: (residual) => `✓ gilt, Rest ${residual}`,
  fails: (residual) => `✗ gilt nicht, Rest ${residual}`,

  falling: "h fällt auf die geschlossene Form", natural: "natürlicher Gradient", euclideanGradient: "euklidischer Gradient", size: "Größe von A",
  closedForm: (value) => `geschlossene Form bei t = ½: ${value}`,
  table: "Tabelle", showTable: "Als Tabelle zeigen", tables: "Kurven, Eigenwerte und Fehler als Tabellen",
  eigenvalues: "Eigenwerte von A", number: "Nummer", eigenvalue: "Eigenwert", mostly: "Vor allem entlang", largestFirst: "der größte zuerst",
  logarithmic: (least, most) => `logarithmisch, ${least} bis ${most}`,
  fullHeight: (top) => `volle Höhe ist ${top}`,
  bars: (n, most, least, log) => `Eigenwerte von A: ${n}, von ${most} bis hinunter zu ${least}${log ? ", logarithmisch aufgetragen" : ""}`,

  help: {
    title: "Hilft es?", curve: "Hilft es? Fehler gegen t", mean: "mittlerer Fehler", above: "Mittel + Std.-Abw.", below: "Mittel − Std.-Abw.", whitening: "Whitening", best: "bestes t",
    methods: { euclidean: "euklidisch", standardised: "standardisiert", whitening: "Whitening, t = 0", gmml: "GMML, t = ½", best: "bestes t nach CV" },
    about: "Messen Sie den Fehler der k nächsten Nachbarn unter fünf Metriken: euklidisch, ebenso auf standardisierten Merkmalen, Whitening mit S⁻¹, GMML bei t = ½, und t durch Kreuzvalidierung auf den Trainingspunkten gewählt; dazu die Kurve des Fehlers gegen t zwischen S⁻¹ und D.",
    measure: "Messen", cancel: "Abbrechen", measured: "Gemessene Aufteilungen",
    progress: (done, of) => `${done} von ${of} Aufteilungen`,
    done: (splits, k) => `Mittel ± Standardabweichung über ${splits} Aufteilungen mit Seed, k = ${k}`,
    before: (splits) => `${splits} Aufteilungen mit Seed in Trainings- und zurückgehaltene Punkte`,
    caption: (splits) => `Fehler von kNN auf zurückgehaltenen Punkten, ${splits} Aufteilungen`,
    metric: "Metrik", deviation: "Mittel ± Std.-Abw.", against: "Fehler gegen t",
    nothing: (error) => `Hier ist nichts zu gewinnen: Die euklidische Metrik irrt bei ${error} der Punkte.`,
    scaleAlone: (from, to) => `Die Skala der Merkmale zählt hier: Standardisieren allein bringt den euklidischen Fehler von ${from} auf ${to}, ohne dass aus Paaren etwas gelernt wird.`,
    scaleCarries: (from, to, best) => `Die Skala der Merkmale trägt hier etwas: Standardisieren bringt den euklidischen Fehler von ${from} auf ${to}. Das beste t erreicht ${best}.`,
    scaleLittle: (from, to, best) => `Die Skala der Merkmale zählt hier wenig: Standardisieren bringt den euklidischen Fehler von ${from} auf ${to}. Das beste t erreicht ${best}.`,
    gain: (points, within) => `Die Merkmale sind standardisiert, ihre Skala ist also nicht das, was gewonnen wird. Das beste t ändert den Fehler um ${points} Prozentpunkte${within ? ", weniger als eine Standardabweichung einer Aufteilung." : "."}`,
  },
};

/** @type {typeof import("./en.js").inside} */
export const inside = {
  title: "Im Innern des Verlusts", below: "unten:", lowerBars: "Die unteren Balken zeigen", weights: "Gewichte in den Bildern",
  weighings: { importance: "qᵦ", push: "das Schieben" },
  names: { drawn: "wie gezogen, P", importance: "wie qᵦ sie gewichtet", push: "wie der Verlust sie schiebt" },
  bars: "Balken", negatives: "Negative", falseNegatives: "falsche Negative", positive: "das Positive", mean: "Mittel", cosine: "Kosinus", dot: "Skalarprodukt",
  noNegatives: "Dieser Anker hat im nächsten Batch keine Negativen.", notDrawn: "Der Anker ist nicht im nächsten Batch; halten Sie an, dann wird er aufgenommen.",
  histogram: (negatives, wrong, mean, name, weighed) => `Ähnlichkeiten von ${negatives} Negativen, ${wrong} davon falsch: Mittel ${mean}, ${name} ${weighed}`,

  clamped: "Die Korrektur für falsche Negative hat alles weggenommen: Die Schätzung liegt auf ihrem kleinsten Wert, und kein Negatives dieses Ankers schiebt.",
  noPush: "Kein Negatives dieses Ankers schiebt.",
  noneFalse: (count) => `Keines der ${count} Negativen ist falsch.`,
  leans: (weight) => `qᵦ stützt sich auf sie: ${weight} des Gewichts`,
  noLean: (weight) => `qᵦ gibt ihnen nicht mehr als ihren Anteil, ${weight} des Gewichts`,
  few: (left) => `, als wären nur noch ${left} Negative übrig`,
  found: (share, count, lean, few, push) => `${share} der ${count} Negativen sind aus der Klasse des Ankers. ${lean}${few}, und ${push} des Schiebens gilt ihnen.`,
  columns: ["dieser Anker", "ganzer Batch"],
  rows: { falseShare: "falsche Negative", falseWeight: "Gewicht unter qᵦ", falsePush: "Anteil am Schieben", effectiveSize: "effektive Stichprobe", clamped: "gehalten" },
  yes: "ja", no: "nein",
  sample: (size, of) => `${size} von ${of}`,

  accuracy: "Genauigkeit, zurückgehalten", oracle: "Orakel", probe: "Probe",
  falseOnes: "Falsche Negative", count: "Zahl", weight: "Gewicht", push: "Schieben",
  size: "Effektive Stichprobe", ofQ: "von qᵦ", atFloor: "gehalten", hardness: "Ähnlichkeit", underP: "unter P", underQ: "unter qᵦ",
  noPrior: "kein τ⁺ in diesem Verlust, nichts zu halten",
  clampOn: (prior, threshold) => `τ⁺ ${prior} > τ* ${threshold}: Die Schätzung wird gehalten`,
  clampOff: (prior, threshold) => `τ⁺ ${prior} ≤ τ* ${threshold}: Die Schätzung bleibt frei`,
  oracleCurve: "Gestrichelt: das Orakel, derselbe Lauf ohne falsche Negative; es braucht Labels.",
  isOracle: "Keine Kurve des Orakels: Dieser Lauf ist der des Orakels.", noOracle: "Keine Kurve des Orakels: Dieser Verlust hat keines.",
  table: "Tabelle", showTable: "Kurven der Negativen als Tabelle zeigen", tableTitle: "Die Kurven der Negativen als Tabelle",
};

/** @type {typeof import("./en.js").slow} */
export const slow = {
  title: "Ein Schritt in Zeitlupe", stages: "Abschnitte eines Schritts", back: "Zurück", another: "Der nächste Schritt",
  next: (stage) => `Weiter: ${stage}`,
  take: (step) => `Schritt ${step} tun`,
  pause: "Halten Sie an, dann lässt sich der nächste Schritt zerlegen.", drawing: "Der nächste Batch wird gezogen.",
  titles: { encode: "Einbetten", compare: "Vergleichen", weigh: "Gewichten", push: "Schieben und ziehen", step: "Schritt" },
  cosine: "Kosinus", dot: "Skalarprodukt", weight: "Gewicht", length: "Länge", wrong: "falsch",
  of: (width) => `von ${width}`,
  point: (point) => `Punkt ${point}`,
  others: (count) => `${count} andere`,

  encode: (name, width, unit) => `${name} wird mit zwei zufälligen Ansichten gezogen, x und x⁺. Der Encoder f macht aus jeder ${width} Zahlen${unit ? " und teilt sie durch ihre Länge: Jedes z liegt auf der Einheitssphäre" : ""}. Für alle Ansichten des Batches gelten dieselben Gewichte.`,

  compare: (measure, negatives) => `Ein ${measure} mit dem Positiven und mit jedem von ${negatives} Negativen.`,
  near: (similarity) => ` Mit seinem Positiven: ${similarity}.`,
  distances: " Dieser Verlust geht nach Abständen, die daraus folgen.",
  logits: (tau) => ` Durch τ = ${tau} geteilt sind sie die Logits s: je kleiner τ, desto weiter auseinander.`,

  softmax: (share, ell) => `e hoch s, durch die Summe: Anteile, die zusammen 1 sind. Das Positive hat ${share}; der Verlust dieses Ankers ist ${ell}.`,
  softmaxAlone: (share, plain, ell) => `e hoch s, durch die Summe: Anteile, die zusammen 1 sind. Das Positive hat ${share}, also ℓ = −log ${plain} = ${ell}.`,
  negativesAlone: (ell) => `e hoch s, durch die Summe der Negativen allein: Das Positive kommt darin nicht vor. Der Verlust dieses Ankers ist ${ell}.`,
  pairs: (ell) => `Kein Softmax: Jedes Paar wird für sich beurteilt, so weit es aussieht wie eines, das zusammengehört. Der Verlust dieses Ankers ist ${ell}.`,
  pushing: (ell) => `Kein Softmax: Ein Negatives zählt so viel, wie es noch schiebt. Der Verlust dieses Ankers ist ${ell}.`,
  reweighted: " Vorher hat q_β die nahen Negativen stärker gewichtet.", atFloor: " Die Schätzung der Negativen liegt auf ihrem kleinsten Wert.",

  clamped: "∂ℓ/∂s. Die Korrektur hat die Summe der Negativen aufgebraucht: Am kleinsten Wert schiebt kein Negatives, und nur das Positive zieht.",
  noPush: (pull) => `∂ℓ/∂s: Das Positive zieht mit ${pull}, und kein Negatives schiebt.`,
  push: (count, total, wrong, pull) => `∂ℓ/∂s, je ein Pfeil: ${count} Negative schieben mit zusammen ${total}${wrong && `, davon ${wrong} falsche`}; das Positive zieht mit ${pull}. Der schwarze Pfeil ist ihre Summe.`,

  adam: "Adam", descent: "Gradientenabstieg",
  step: (anchors, optimizer, rate) => `Die Gradienten aller ${anchors} Anker treffen sich in den Gewichten des Encoders, und ${optimizer} bewegt sie einmal, mit Lernrate ${rate}.`,
  gone: "Der Schritt ist getan. Seine Negativen sind die des jetzigen Zustands, der Batch lässt sich also nicht noch einmal ansehen.",
  outcome: ({ own, ownNow, all, allNow, moved }) => `Auf denselben Ansichten: Verlust dieses Ankers ${own} → ${ownNow}, der des Batches ${all} → ${allNow}. z hat sich um ${moved} bewegt`,
  positiveNow: (before, now) => `, und das Positive liegt bei ${before} → ${now}`,

  pushScale: (scale) => `einzelnes Schieben × ${scale}`,
  moveScale: (scale) => `seine Bewegung × ${scale}`,
};

/** @type {typeof import("./en.js").byhand} */
export const byhand = {
  title: "Ein Batch zum Nachrechnen", startFrom: "Beginnen mit", plane: "Die vier Punkte in der Ebene",
  cases: { "nt-xent": "NT-Xent", debiased: "Korrigiert", hard: "Schwer" },
  move: (point) => `${point} bewegen: ziehen, oder Pfeiltasten`,
  anchor: (point) => `Anker ${point}`,
  range: (min, max) => `Von ${min} bis ${max}.`,
  caption: "s = z·z′ / τ, darunter e^s",
  importance: (beta, a, first, b, second) => `qᵦ ∝ e^(${beta} s): ${a} für ${first}, ${b} für ${second}`,
  floor: (tau) => `weniger als 2e^(−1/${tau}), also: `,
  mean: (loss) => `Mittel der vier: ${loss}`,
  asking: "Das Rechenwerk wird gefragt …",
  same: (loss, apart) => ["Das Rechenwerk: ", loss, `, und dieselben Gradienten; der größte Unterschied ist ${apart}, Rundung.`],
  apart: (loss, apart) => ["Das Rechenwerk: ", loss, `. Das weicht um ${apart} von dem ab, was hier von Hand gerechnet ist.`],
};

/** @type {typeof import("./en.js").own} */
export const own = {
  title: "Ihr eigener Verlust", code: "Der Verlust, in WGSL", startFrom: "Beginnen mit", startFromMore: "Beginnen mit …",
  about: (settings) => `row gibt den Verlust eines Ankers aus seinen Statistiken; negative und positive sind seine Steigungen in einer Ähnlichkeit s. Sie können ${settings} nennen und eigene Funktionen schreiben: let und return, Zahlen wie 1.0, exp, log, select.`,
  train: "Damit trainieren", trainOn: "Damit weitertrainieren", trained: "Das wird gerade trainiert", keys: "Strg + Eingabe",
  place: (line, column) => `Zeile ${line}, Spalte ${column}`,
};

/** @type {typeof import("./en.js").labels} */
export const labels = {
  title: "Von m ohne Label zu n mit Label",
  claim: "Das Vortraining sieht die Trainingspunkte ohne Labels. Dann bekommen n von ihnen eines, und dieselben n Labels werden auf fünf Arten genutzt, gemessen auf den zurückgehaltenen Punkten.",
  methods: {
    probe: { name: "vortrainiert, Probe", about: "eine lineare Probe auf dem eingefrorenen Embedding" },
    fineTuned: { name: "vortrainiert, nachtrainiert", about: "der ganze Encoder und ein linearer Kopf, auf den Labels trainiert" },
    scratch: { name: "von Grund auf", about: "dasselbe Netz von seinen Anfangsgewichten aus" },
    raw: { name: "rohe Merkmale, Probe", about: "eine lineare Probe auf den Daten, wie sie sind" },
    untrained: { name: "untrainiert, Probe", about: "eine lineare Probe auf dem anfänglichen Embedding des Encoders" },
  },
  sizes: "Zahlen von Labels n, aufsteigend", usualSizes: "passend zu den Daten", seeds: "Seeds", seedsShort: "Seeds", seedsFinished: "Fertige Seeds",
  seedCount: (said, n) => `${said} Seed${n === 1 ? "" : "s"}`,
  run: (seeds) => `Über ${seeds} laufen lassen`,
  again: (seeds) => `Noch einmal über ${seeds}`,
  stop: "Abbrechen", idle: "Trainiert für jeden Seed neu vor, neben dem Lauf auf der Seite.",
  progress: (done, seeds) => `${done} von ${seeds}`,
  done: (seeds) => `${seeds} Seeds; ± ist eine Standardabweichung`,
  accuracy: "Genauigkeit auf zurückgehaltenen Punkten", axis: "Labels n", caption: "Prozent, Mittel ± Standardabweichung",
  points: (value) => `${value} Prozentpunkte`,
  conclusion: (n, gain, better, seeds) => `Mit ${n} Labels hat die bessere vortrainierte Art ${gain} gegenüber dem Besseren von rohen Merkmalen und Netz von Grund auf, vorn bei ${better} von ${seeds} Seeds.`,
  nowhere: "Bei keinem n liegt sie in neun von zehn Seeds vorn.",
  throughout: (n) => `Sie liegt in neun von zehn Seeds vorn bis n = ${n}, dem größten hier.`,
  until: (n) => `Sie liegt in neun von zehn Seeds vorn bis n = ${n}, darüber nicht mehr.`,

  wrongSizes: (text, most) => `Die Zahlen von Labels sind „${text}“; verlangt sind 1 bis ${most} ganze Zahlen, jede mindestens ein Label je Klasse, oder keine: dann sechs, die zu den Daten passen.`,
  wrongSeeds: (text, most) => `Die Zahl der Seeds ist „${text}“; sie muss eine ganze Zahl von 1 bis ${most} sein.`,
  wrongKey: (key) => `„lens.${key}“ ist keine Einstellung der Labels; es gibt n und seeds.`,
  wrongEncoding: (key) => `lens.${key} ist kein UTF-8 in Prozentkodierung.`,
};

/** @type {typeof import("./en.js").theorem} */
export const theorem = {
  title: "Von m schwachen Labels zu n starken",
  claim: (up) => ["Vortrainiert wird auf m = 5 n", up("β"), " schwachen Labels einer Aufgabe, die mit Rate m", up("−α"), " gelernt wird; dann werden n starke angepasst. Der Satz: Überschussrisiko höchstens von der Ordnung (αβ log n + log 1/δ)/n + n", up("−αβ"), " mit Wahrscheinlichkeit 1 − δ, hier also Steigung −min(1, αβ). Bei dieser Aufgabe ist α exakt, und die Risiken sind es auch."],
  knobs: {
    alpha: { name: "α", about: "die schwache Aufgabe wird mit Rate m^−α gelernt" },
    weakNoise: { name: "σ", about: "Rauschen der schwachen Labels" },
    delta: { name: "δ", about: "die Schranke gilt mit Wahrscheinlichkeit 1 − δ" },
    seeds: { name: "Seeds", about: "Läufe, aus denen Bänder und Intervalle werden" },
  },
  betas: "β: m = 5 n^β schwache Labels, bis zu fünf Werte", bound: "die Schranke", assumptions: "Annahmen",
  violations: {
    none: { title: "Alle Annahmen gelten", text: "Quadratischer Fehler mit Gaußschem Rauschen, und ein starkes Label, das eine Funktion der latenten Merkmale ist: Vortraining spart Labels, wie der Satz sagt, und ist nie besser als 1/n." },
    "heavy-noise": { title: "Rauschen mit schweren Rändern", text: "Die zentrale Bedingung verlangt, dass sich im Mittel jeder falsche Prädiktor als falsch erweist, sodass nicht ein paar sonderbare Labels für ihn sprechen können. Bei Rauschen mit unendlicher Varianz können sie es: Kein Vortraining bringt 1/n zurück." },
    "missing-part": { title: "Dem schwachen Label fehlt ein Teil", text: "Das starke Label muss eine Funktion dessen sein, was das schwache gelehrt hat. Hier ist ein Teil davon, mit Varianz 0.09, keine: Dort bleibt das Risiko stehen, wie groß n und m auch sind." },
  },
  risk: "Überschussrisiko", axis: "starke Labels n", scratch: "von Grund auf", noWeak: "keine",
  caption: "Steigungen über die obere Hälfte von n; klein: 95-%-Intervalle", columns: ["letztes m", "angepasst", "vorhergesagt"],
  progress: (at, of) => `Kurve ${at} von ${of} …`,
  asPredicted: (near) => `Jede Steigung liegt innerhalb von ${near} um die Vorhersage.`,
  apart: (near, curves) => `Nicht innerhalb von ${near} um die Vorhersage: ${curves}.`,

  wrongBetas: (text, most) => `Die Werte von β sind „${text}“; verlangt sind 1 bis ${most} Zahlen von 0.1 bis 4.`,
  wrongNumber: (key, text, min, max) => `lens.${key} ist „${text}“; verlangt ist eine Zahl von ${min} bis ${max}.`,
  wrongViolation: (text, known) => `lens.violate ist „${text}“; verlangt ist eines von ${known}.`,
  wrongKey: (key, known) => `„lens.${key}“ ist keine Einstellung des Satzes; es gibt ${known}.`,
};

/** @type {typeof import("./en.js").files} */
export const files = {
  noNumbers: "Noch gibt es keine Zahlen. Drücken Sie Start oder Schritt und speichern Sie sie dann.",
  noPicture: "Dieses Bild ist gerade nicht zu sehen. Schließen Sie, was an seiner Stelle steht, und speichern Sie es dann.",
  noCanvas: "Dieser Browser gab keine Fläche her, um das Bild zu zeichnen; schließen Sie andere Tabs und versuchen Sie es noch einmal.",
  loss: "Verlust, Mittel über den Batch", accuracy: "Genauigkeit auf zurückgehaltenen Punkten", qualities: "Alignment, Uniformität", right: "Richtige Antworten auf den Vorwand", words: "Was die Wortvektoren wissen", step: "Schritt",
  lines: { knnAccuracy: "5-NN", probeAccuracy: "lineare Probe", alignment: "Alignment", uniformity: "Uniformität", right: "richtig",
    categories: "Wörter nach Art, 3-NN", sentences: "Meinung von Sätzen", analogies: "Analogien" },
  objectives: { trace: "tr A", objective: "f(A)", natural: "h, natürlicher Abstieg", euclidean: "h, euklidischer Abstieg" },
  dashes: "gestrichelt: untrainiert", both: "gestrichelt: untrainiert; gepunktet: rohe Merkmale", guessing: "gepunktet: geraten",
};

/** @type {typeof import("./en.js").lecture} */
export const lecture = {
  previous: "Zurück", next: "Weiter", close: "Vorlesung verlassen", scene: "Szene", larger: "Große Schrift", notes: "Notizen in eigenem Fenster", question: "Versuchen Sie", answered: "Beantwortet", open: "Noch nicht",
  formula: "Die Formel", numbers: "In Zahlen", footnote: "Richtiggestellt", language: "Sprache",
};

/** @type {typeof import("./en.js").scenes} */
export const scenes = {
  "near-and-far": {
    title: "Nah und fern",
    text: ["Gesucht ist eine Abbildung f, unter der Ähnliches zusammenrückt und Unähnliches auseinander. Niemand muss sagen, was etwas ist: dass zwei Bilder dasselbe zeigen, genügt.",
      "Dasselbe ist hier eine Ziffer und eine verschobene, gedrehte Kopie von ihr. Drücken Sie Run und sehen Sie zu, wie sich die Ziffern sortieren."],
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
    notes: "Bei t = ½ sind die Spuren gleich: tr(AS) = tr(A⁻¹D), das folgt aus ASA = D. Run drücken: Zwei Gradientenabstiege kriechen auf den Wert zu, den die geschlossene Form sofort hat.",
    footnote: "Der Exponent des geometrischen Mittels ist als Transponierte gedruckt; er ist die Potenz t, im Minimum ½.",
    symbols: { metric: "A, auf dem Weg von S⁻¹ nach D.", similar_part: "Was ähnliche Paare kosten.", dissimilar_part: "Was unähnliche Paare kosten, durch die Inverse.", "objective.t": "Wo auf der Geodäte." },
  },
  representations: {
    title: "Erst lernen, dann benennen",
    text: ["Die meisten Daten haben keine Labels. Also stellt man ihnen eine Frage, die sie selbst beantworten, und lernt f daran: die Vorwandaufgabe. Danach braucht ein einfacher Klassifikator auf f(x) nur wenige Labels.",
      "Acht Klassen in 32 Dimensionen, 24 davon Rauschen. Die Augmentierung weiß, welche, und dieses Wissen müssen die Labels nicht mehr lehren."],
    question: "Trainieren und anhalten: Bringen Sie eine lineare Probe mit 16 Labels, zwei je Klasse, über 85 %. Rohe Merkmale kommen nicht in die Nähe.",
    state: "Mit 16 Labels {0} %, rohe Merkmale {1} %.",
    notes: "Außerhalb der Vorlesung zeichnet Labels unter Run die Genauigkeit gegen n, für fünf Arten, dieselben Labels zu nutzen. Dann der ehrliche Teil: Bei den Ziffern holen rohe Pixel mit 50 Labels auf.",
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
