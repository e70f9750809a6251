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
};

/** @type {typeof import("./en.js").undo} */
export const undo = {
};

/** @type {typeof import("./en.js").exports} */
export const exports = {
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

/** Was das Rechenwerk zur Wahl stellt und sagt; ihr Englisch steht neben ihrem Code. Siehe overlay.js. @type {import("./overlay.js").Offered} */
export const offered = {
  units: { points: "Punkte", words: "Wörter", pairs: "Paare", keys: "Schlüssel", units: "Einheiten", "of the side": "der Seite" },
  cites: { "eq.": "Gl.", "fig.": "Abb.", "sec.": "Abschn.", algorithm: "Algorithmus", and: "und", with: "mit", After: "Nach", Yours: "Von Ihnen",
    "Default: where Zhai et al. 2023 start (theirs is learned)": "Voreinstellung: wo Zhai et al. 2023 beginnen (dort gelernt)", "default: theirs on": "Voreinstellung: ihre für", default: "Voreinstellung",
    "they find 0.999 best for far longer runs": "dort ist 0.999 am besten, in viel längeren Läufen", "β on the logit as in the authors' code": "β am Logit wie im Code der Autoren" },
  lectures: {
    "Metric learning": "Metriklernen", "The naive objective": "Das naive Ziel", "The geometric mean": "Das geometrische Mittel", "From metric learning to representations": "Vom Metriklernen zu Repräsentationen",
    "Why pretrain": "Wozu vortrainieren", Pretexts: "Vorwände", "Weak supervision": "Schwache Aufsicht", "The theorem": "Der Satz",
    "Contrastive learning": "Kontrastives Lernen", "Positives from augmentation": "Positive aus Augmentierung", "The contrastive loss": "Der kontrastive Verlust", "Latent classes": "Latente Klassen", Negatives: "Negative", Memory: "Gedächtnis",
  },
  classes: {
    circles: { inner: "innen", outer: "außen" }, xor: { "same sign": "gleiches Vorzeichen", "opposite sign": "verschiedenes Vorzeichen" },
    "breast-cancer": { benign: "gutartig", malignant: "bösartig" },
    wine: { "cultivar 1": "Rebsorte 1", "cultivar 2": "Rebsorte 2", "cultivar 3": "Rebsorte 3" },
    sentences: { animals: "Tiere", foods: "Speisen", drinks: "Getränke", people: "Menschen", places: "Orte", cities: "Städte", countries: "Länder", nationalities: "Nationalitäten", works: "Werke",
      "good words": "gute Wörter", "bad words": "schlechte Wörter", watching: "Zuschauen", reactions: "Reaktionen", doing: "Tun", "function words": "Funktionswörter" },
  },
  sentences: {
    "t = ½: A = S⁻¹ #½ D, the minimum of h, found without a single step.": "t = ½: A = S⁻¹ #½ D, das Minimum von h, gefunden ohne einen einzigen Schritt.",
    "t = {}: {}. h is least at t = ½; any other t weighs the two kinds of pairs differently.": "t = {0}: {1}. Am kleinsten ist h bei t = ½; jedes andere t gewichtet die zwei Arten von Paaren verschieden.",
    "A = S⁻¹, the start of the geodesic": "A = S⁻¹, der Anfang der Geodäte",
    "A = D, the end of the geodesic": "A = D, das Ende der Geodäte",
    "A lies {} % of the way from S⁻¹ to D": "A liegt bei {0} % des Wegs von S⁻¹ nach D",
    "λ = {} is below λ* = {}: in every direction similar pairs cost more than dissimilar ones earn. The cheapest A is 0, and all points fall onto one.": "λ = {0} liegt unter λ* = {1}: In jeder Richtung kosten ähnliche Paare mehr, als unähnliche einbringen. Das billigste A ist 0, und alle Punkte fallen auf einen.",
    "λ = {} is above λ* = {}: along {}, moving apart earns more than it costs, without end. A grows for ever and f has no minimum.": "λ = {0} liegt über λ* = {1}: In {2} bringt Auseinanderrücken mehr ein, als es kostet, ohne Ende. A wächst für immer, und f hat kein Minimum.",
    "{} direction": "{0} Richtung",
    "{} directions": "{0} Richtungen",
    "λ = {} is above λ* = {}, but tr A may be at most {}: all of it goes to the one direction that earns most. A has rank one, and all points lie on a line.": "λ = {0} liegt über λ* = {1}, aber tr A darf höchstens {2} sein: Alles geht in die eine Richtung, die am meisten einbringt. A hat Rang eins, und alle Punkte liegen auf einer Geraden.",
    "λ is λ* = {}: along one direction nothing is earned and nothing lost, and any length is as good.": "λ ist λ* = {0}: In einer Richtung ist nichts zu gewinnen und nichts zu verlieren, und jede Länge ist gleich gut.",
    "A S A = D at t = ½": "A S A = D bei t = ½",
    "tr(AS) = tr(A⁻¹D) at t = ½": "tr(AS) = tr(A⁻¹D) bei t = ½",
    "above left": "links oben", above: "oben", "above right": "rechts oben", left: "links", right: "rechts", "below left": "links unten", below: "unten", "below right": "rechts unten",
    "{} An anchor without negatives, as where a queue begins, has no loss to train with: log_sum_0 is EMPTY there. Ask with select whether statistics.negatives < 0.5.": "{0} Ein Anker ohne Negative, wie am Anfang einer Schlange, hat keinen Verlust, mit dem man trainieren kann: log_sum_0 ist dort EMPTY. Fragen Sie mit select, ob statistics.negatives < 0.5 ist.",
    "{} or row is no finite number at s = {}, so this loss cannot be trained with.": "{0} oder row ist bei s = {1} keine endliche Zahl; mit diesem Verlust kann man nicht trainieren.",
    "{} is not the slope of row: at s = {} it gives {}, and the loss's slope there is {}.": "{0} ist nicht die Steigung von row: Bei s = {1} ergibt es {2}, und die Steigung des Verlusts ist dort {3}.",
    "The loss is the same whatever the similarities are, so nothing can be learned from it.": "Der Verlust ist derselbe, wie die Ähnlichkeiten auch sind; aus ihm ist nichts zu lernen.",
    "negative and positive are the slopes of row: the largest error of {} is {}.": "negative und positive sind die Steigungen von row: Der größte Fehler von {0} ist {1}.",

    "Running on WebGPU, on {}, as chosen.": "Rechnet auf WebGPU, auf {0}, wie gewählt.", "Running on WebGPU, on {}.": "Rechnet auf WebGPU, auf {0}.",
    "the GPU ({})": "der GPU ({0})", "the GPU": "der GPU", "a software adapter ({})": "einem Software-Adapter ({0})", "a software adapter": "einem Software-Adapter",
    "Running on the CPU, as chosen: the same mathematics.": "Rechnet auf der CPU, wie gewählt: dieselbe Mathematik.",
    "Running on the CPU: the same mathematics. {}": "Rechnet auf der CPU: dieselbe Mathematik. {0}",
    "Browsers offer WebGPU only to secure pages, and {} is not: open it over https or on localhost.": "Browser bieten WebGPU nur sicheren Seiten, und {0} ist keine: Öffnen Sie sie über https oder auf localhost.", "this one": "diese",
    "This browser offers no WebGPU. {}": "Dieser Browser bietet kein WebGPU. {0}",
    "The browser offers WebGPU but found no GPU to use ({}). {}": "Der Browser bietet WebGPU, hat aber keine brauchbare GPU gefunden ({0}). {1}",
    "The browser offers WebGPU but found no GPU to use. {}": "Der Browser bietet WebGPU, hat aber keine brauchbare GPU gefunden. {0}",
    "The GPU did not answer within {} seconds. Reloading the page tries again.": "Die GPU hat {0} Sekunden lang nicht geantwortet. Neues Laden der Seite versucht es noch einmal.",
    "The only adapter is a software one ({}), slower than the CPU engine. {}": "Der einzige Adapter ist Software ({0}) und langsamer als das Rechenwerk auf der CPU. {1}",
    "The only adapter is a software one, slower than the CPU engine. {}": "Der einzige Adapter ist Software und langsamer als das Rechenwerk auf der CPU. {0}",
    "The GPU refused a device ({}). Closing other pages that use the GPU and reloading may free it.": "Die GPU hat ein Gerät verweigert ({0}). Andere Seiten zu schließen, die sie benutzen, und neu zu laden kann helfen.",
    "The GPU gave no device within {} seconds. Reloading the page tries again.": "Die GPU hat {0} Sekunden lang kein Gerät gegeben. Neues Laden der Seite versucht es noch einmal.",
    "The GPU failed four times within a minute ({}). Reloading the page tries it again.": "Die GPU ist in einer Minute viermal ausgefallen ({0}). Neues Laden der Seite versucht es wieder mit ihr.",
    "Firefox has it from version 141 on Windows and 145 on Macs with Apple silicon: update it.": "Firefox hat es ab Version 141 unter Windows und 145 auf Macs mit Apple-Prozessor: Aktualisieren Sie ihn.",
    "Firefox does not have it on this system yet; a current Chrome or Edge may.": "Firefox hat es auf diesem System noch nicht, ein aktueller Chrome oder Edge vielleicht.",
    "Chrome and Edge have it from version 113, on Linux and Android later: update it.": "Chrome und Edge haben es ab Version 113, unter Linux und Android später: Aktualisieren Sie ihn.",
    "Safari has it from version 26: update the system.": "Safari hat es ab Version 26: Aktualisieren Sie das System.",
    "A current Chrome, Edge, Firefox or Safari may.": "Ein aktueller Chrome, Edge, Firefox oder Safari vielleicht.",
    "On a computer with a graphics card, updating its driver may help.": "Auf einem Rechner mit Grafikkarte kann ein neuer Treiber helfen.",
    "Look whether graphics acceleration is on in {}.": "Sehen Sie nach, ob in {0} die Grafikbeschleunigung eingeschaltet ist.",
    "On a computer with a graphics card, updating the system may help.": "Auf einem Rechner mit Grafikkarte kann ein aktualisiertes System helfen.",
  },

  knobs: {
    n: { name: "Punkte", help: "Wie viele Punkte gezogen werden, für Training und Test zusammen; mit mehr wird das Bild glatter und die Auswertung langsamer." },
    noise: { name: "Rauschen", help: "Standardabweichung der Punkte um die Form; mit mehr davon laufen die Klassen ineinander." },
    classes: { name: "Cluster", help: "Wie viele Cluster sich den Ring vom Radius 1 teilen." },
    gap: { name: "Abstand" },
    nuisance: { name: "Rauschdimensionen", help: "Dimensionen, die nichts über die Klasse sagen." },
    nuisance_sd: { name: "Rauschstärke", help: "Standardabweichung in den Rauschdimensionen; je größer, desto mehr sind rohe Abstände nur Rauschen." },
    within_sd: { name: "Streuung", help: "Standardabweichung einer Klasse in den Signaldimensionen." },
    window: { name: "Fenster", help: "Wie viele Wörter auf jeder Seite als Umgebung eines Worts zählen." },
    temperature: { name: "Temperatur", help: "Teilt die Ähnlichkeiten: Ist sie niedrig, schieben die nächsten Negativen am stärksten; ist sie hoch, schieben alle gleich." },
    tau_plus: { name: "Klassen-Prior", help: "Der angenommene Anteil falscher Negativer, der vom Schub der Negativen abgezogen wird: 1 / Klassen, wo Positive Ziehungen der Klasse sind, nahe 0, wo sie Kopien sind." },
    margin: { name: "Mindestabstand", help: "Negative, die so weit entfernt sind, schieben nicht mehr. Einheitsvektoren liegen höchstens 2 auseinander, quadriert 4." },
    momentum: { name: "Momentum" },
    count: { name: "Negative je Anker", help: "Wie viele Punkte für jeden Anker gezogen werden." },
    lr: { name: "Lernrate", help: "Größe eines Schritts: Ist sie zu klein, geschieht nichts; ist sie zu groß, springt der Verlust oder divergiert." },
    weight_decay: { name: "Gewichtszerfall", help: "Zieht jedes Gewicht bei jedem Schritt ein wenig zur 0; mit viel davon fällt das Embedding zusammen." },
    hidden: { name: "Breite der verborgenen Schichten", help: "Einheiten jeder verborgenen Schicht, von denen es bis zu drei gibt; ohne sie bleibt eine lineare Abbildung x ↦ Lx." },
    dim: { name: "Embedding-Dimension", help: "Zahlen in einem Embedding: 2 und 3 kann man sehen, wie sie sind; mehr halten mehr Klassen auseinander." },
    seed: { name: "Seed", help: "Eine Zahl legt alle zufälligen Ziehungen fest; derselbe Seed ergibt auf jedem Rechner denselben Lauf." },
    train: { name: "Trainingsanteil", help: "Anteil der Punkte, von denen gelernt wird (unter 1), oder ihre Zahl; die übrigen werden zurückgehalten, um zu messen, was gelernt wurde." },
    batch: { name: "Batchgröße", help: "Punkte je Schritt: Mit mehr davon gibt es mehr Negative, und jeder Schritt dauert länger." },
    steps: { name: "Schritte", help: "Wo der Lauf von selbst anhält." },
  },

  tasks: { contrastive: { title: "Selbstüberwacht" }, metric: { title: "Metriklernen" } },

  datasets: {
    digits: { title: "Handgeschriebene Ziffern", about: "1797 echte handgeschriebene Ziffern aus 8×8 Pixeln: Verschobene und gedrehte Kopien genügen, um sie ohne ein Label zu sortieren." },
    moons: { title: "Zwei Monde", about: "Zwei Halbkreise, die keine Gerade trennt; kleine Störungen jedes Punkts genügen, um sie auseinanderzuhalten.", source: "Erzeugt, nach make_moons aus scikit-learn" },
    circles: { title: "Zwei Kreise", about: "Ein Ring im anderen: Eine Gerade ist nicht besser als ein Münzwurf; ein Embedding, aus kleinen Störungen gelernt, rollt beide ab.", source: "Erzeugt, nach make_circles aus scikit-learn",
      knobs: { inner: { name: "innerer Radius", help: "Radius des inneren Rings; der äußere hat Radius 1." } } },
    spirals: { title: "Spiralen", about: "Ineinander gewundene Arme: Die Klasse verläuft den Arm entlang, und der gerade Abstand in der Ebene führt in die Irre.", source: "Erzeugt",
      knobs: { classes: { name: "Arme", help: "Wie viele Arme; je mehr, desto weniger Platz ist zwischen ihnen." }, turns: { name: "Windungen", help: "Wie weit sich jeder Arm windet; mit mehr Windungen rücken die Arme zusammen." } } },
    blobs: { title: "Cluster", about: "Runde Cluster auf einem Ring, leicht für alles: Beobachten Sie, was der Verlust tut, wenn nichts schwer zu lernen ist.", source: "Erzeugt" },
    xor: { about: "Gegenüberliegende Ecken sind eine Klasse: Kleine Störungen können das nicht wissen; erwarten Sie also vier Cluster, nicht zwei.", source: "Erzeugt",
      knobs: { gap: { help: "Die halbe Breite des leeren Kreuzes zwischen den Quadraten." } } },
    nuisance: { title: "Cluster im Rauschen", about: "Gestreckte Cluster in zwei Dimensionen, und daneben Dimensionen aus Rauschen: Rohe Nachbarn gehen im Rauschen unter, bis die Augmentierung sagt, dass es nicht zählt.", source: "Erzeugt",
      knobs: { stretch: { name: "Streckung", help: "Wievielmal so lang wie breit ein Cluster ist; seine Fläche bleibt gleich." }, nuisance: { help: "Wie viele Dimensionen aus reinem Rauschen neben den zweien stehen, auf die es ankommt." } } },
    "swiss-roll": { title: "Swiss Roll", about: "Ein Blatt, in drei Dimensionen aufgerollt und in Streifen gefärbt: Ein Embedding aus kleinen Störungen sollte dem Blatt folgen und nicht quer hinüberspringen.", source: "Erzeugt, nach Marsland 2009 und make_swiss_roll aus scikit-learn",
      knobs: { classes: { name: "Streifen", help: "In wie vielen Streifen das Blatt gefärbt ist." } } },
    gaussian: { title: "Latente Klassen", about: "Was die Theorie annimmt: Gaußsche Klassen in wenigen Signaldimensionen unter vielen aus Rauschen; ein Positives ist eine neue Ziehung aus der Klasse des Ankers.", source: "Erzeugt; Klassen in Oberklassen, wie bei Robinson et al. 2021 über schwere Negative",
      knobs: { superclasses: { name: "Oberklassen", help: "Gruppen von Klassen, die weit auseinanderliegen: Ihre Negativen sind leicht." }, subclasses: { name: "Unterklassen", help: "Klassen in jeder Gruppe, nah beieinander: Ihre Negativen sind schwer." },
        signal: { name: "Signaldimensionen", help: "Dimensionen, in denen sich die Mittelpunkte der Klassen unterscheiden." }, sep: { name: "Trennung", help: "Abstand jeder Oberklasse vom Ursprung; unter 2 laufen sie ineinander." },
        subsep: { name: "innere Trennung", help: "Abstand jeder Unterklasse von ihrer Oberklasse; je kleiner, desto schwerer sind ihre Negativen." },
        means: { name: "Mittelpunkte der Klassen", help: "Welche Ziehung der Mittelpunkte; der Seed ändert nur die Punkte um sie, und Läufe mit anderen Seeds bleiben vergleichbar." } } },
    "few-labels": { title: "Wenige Labels genügen", about: "Acht Klassen in 8 von 32 Dimensionen: Nach Vortraining ohne Labels ergibt ein Label je Klasse etwa 90 %, ganz ohne Vortraining 21 %.", source: "Erzeugt um feste Mittelpunkte der Klassen",
      knobs: { within_sd: { help: "Standardabweichung einer Klasse in den Signaldimensionen; ihr Mittelpunkt liegt 3 vom Ursprung." }, nuisance_sd: { help: "Standardabweichung in den Rauschdimensionen, und wie weit der Jitter sie bewegt." } } },
    iris: { about: "150 Blüten dreier Arten, an jeder vier Längen: Eine Art steht abseits, zwei berühren sich, und keine Augmentierung trennt sie besser als schon das Lineal." },
    wine: { title: "Wein", about: "178 Weine aus drei Rebsorten, 13 chemische Messwerte von sehr verschiedener Größe: Standardisiert trennen sie sich beinahe von selbst." },
    "breast-cancer": { title: "Brustkrebs", about: "569 Tumoren, 30 Messwerte ihrer Zellkerne, viele davon beinahe Kopien voneinander: Maskiert man einige, lernt der Encoder, sie zu ergänzen." },
    letters: { title: "Gezeichnete Buchstaben", about: "Buchstaben aus wenigen Strichen auf 16×16 Pixeln, hell auf dunkel oder dunkel auf hell, mit Licht von irgendwoher: Pixel unterscheiden sie kaum, eine Vorwandaufgabe schon.", source: "Erzeugt",
      knobs: { light: { name: "Licht", help: "Wie verschieden hell die Bilder sind, und in einem Bild die eine Seite und die andere." }, inverted: { name: "umgekehrter Anteil", help: "Anteil der Buchstaben, die dunkel auf hell sind." } } },
    sentences: { title: "Eine Spielzeugsprache", about: "Erzeugte Sätze aus 90 Wörtern. Niemand sagt, welche Wörter zusammengehören; wer sie vorhersagt, findet es heraus.", source: "Erzeugt",
      knobs: { sentences: { name: "Sätze", help: "Von wie vielen Sätzen gelernt wird." } } },
    text: { title: "Ihr eigener Text", about: "Fügen Sie einen Text ein, und sehen Sie, welche seiner Wörter denselben Umgang haben. Eine Seite ist wenig: word2vec wurde mit Milliarden von Wörtern trainiert.", source: "Zu Anfang: Lewis Carroll (1865). Alice's Adventures in Wonderland, Kapitel I; gemeinfrei" },
    "own-table": { title: "Ihre eigenen Daten", about: "Eine eigene Tabelle, standardisiert. Sie bleibt auf diesem Gerät; ein Link nimmt sie nur mit, wenn sie klein ist.", source: "Eine Datei von Ihnen" },
    "own-images": { title: "Ihre eigenen Bilder", about: "Eigene graue Bilder, ein Pixel je Spalte. Sie bleiben auf diesem Gerät; ein Link nimmt sie nur mit, wenn sie klein sind.", source: "Eine Datei von Ihnen" },
  },

  augmentations: {
    fresh: { title: "Neue Ziehung", about: "Ersetzt den Punkt durch eine andere Ziehung seiner latenten Klasse, wie es die Theorie von einem Positiven annimmt.", knob: { name: "neue Ziehung", help: "1 zieht jede Ansicht neu aus der Klasse des Ankers; 0 stört den Punkt selbst." } },
    shift: { title: "Verschiebung", about: "Verschiebt das Bild um zufällige Bruchteile von Pixeln, damit nicht zählt, wo etwas steht.", knob: { name: "Verschiebung", help: "Weiteste Verschiebung in jede Richtung; jenseits von 2 von 8 Pixeln verlassen Ziffern den Rahmen." } },
    rotation: { title: "Drehung", about: "Dreht das Bild um seine Mitte oder den Punkt der Ebene um den Ursprung.", knob: { name: "Drehung", help: "Größte Drehung nach beiden Seiten; jenseits von 90° werden eine 6 und eine 9 dasselbe." } },
    scaling: { title: "Skalierung", about: "Vergrößert oder verkleinert um einen zufälligen Faktor, damit die Größe nicht zählt.", knob: { name: "Skalierung", help: "Stärkste Änderung der Größe: 0.15 heißt zwischen 85 % und 115 %." } },
    jitter: { about: "Addiert normalverteiltes Rauschen zu jeder Koordinate, mehr zu denen, die als Rauschen bekannt sind.", knob: { name: "Jitter", help: "Standardabweichung der Störung: Zu wenig lehrt nichts, zu viel verbindet benachbarte Klassen." } },
    noise: { title: "Pixelrauschen", about: "Addiert normalverteiltes Rauschen zu jedem Pixel, damit einzelne Pixel nicht zählen.", knob: { name: "Pixelrauschen", help: "Standardabweichung des Rauschens; weiße Tinte ist 1, Papier 0." } },
    erasing: { title: "Löschen", about: "Löscht ein Quadrat irgendwo im Bild, damit kein Teil allein entscheidet.", knob: { name: "Löschen", help: "Seite des gelöschten Quadrats als Anteil an der des Bildes; die Hälfte verdeckt ein Viertel der Fläche." } },
    masking: { title: "Maskieren", about: "Setzt zufällige Merkmale auf 0, damit der Encoder mit den übrigen auskommt.", knob: { name: "Maskieren", help: "Wahrscheinlichkeit, dass ein Merkmal auf 0 gesetzt wird; bei standardisierten ist das ihr Mittelwert." } },
  },

  pretexts: {
    contrastive: { title: "Kontrastiv", about: "Zwei Ansichten jedes Punkts: Welche von allen Ansichten gehören zusammen?" },
    "patch-location": { title: "Lage der Stücke", about: "Zwei Stücke eines Bildes: Welcher der acht Nachbarn des ersten ist das zweite?",
      knobs: { size: { name: "Größe der Stücke", help: "Seite eines Stücks: groß genug, um einen Teil zu zeigen, und so klein, dass zwei davon nicht das ganze Bild sind." }, gap: { help: "Pixel zwischen benachbarten Stücken, damit Linien über die Grenze die Antwort nicht verraten." },
        jitter: { name: "Jitter", help: "Das zweite Stück wird um bis zu so viele Pixel in jede Richtung verschoben." } } },
    rotation: { title: "Drehung", about: "Das Bild ist um 0, 90, 180 oder 270° gedreht: Um wie viel?" },
    "skip-gram": { title: "Wörter: Skip-gram", about: "Ein Wort eines Satzes wird gezeigt: Welche Wörter stehen um es herum?" },
    cbow: { title: "Wörter: CBOW", about: "Die Wörter um eine Lücke werden gezeigt: Welches Wort stand darin?" },
  },

  losses: {
    "nt-xent": { about: "Beide Ansichten sind Anker; die anderen 2B − 2 Ansichten des Batches sind die Negativen einer jeden." },
    "info-nce": { about: "Ansicht 1 ist der Anker, Ansicht 2 sein Positives; Negative sind die übrigen Ansichten 2 des Batches, oder sie kommen von anderswo." },
    debiased: { title: "Korrigiert (debiased)", about: "Zieht von den Negativen ab, was ein Anteil τ⁺ falscher im Mittel beiträgt, gemessen am Positiven." },
    hard: { title: "Schwere Negative", about: "Korrigiert, und Negative, die dem Anker gleichen, wiegen mehr, mit e^{βs}: Ein großes β findet zuerst die falschen.",
      knobs: { beta: { name: "Schwere", help: "Der Exponent der Gewichte e^{βs}, s geteilt durch τ: 0 gewichtet alle Negativen gleich; je größer, desto mehr zählen die nächsten, falsche zuerst." },
        anneal: { name: "Abklingen der Schwere", help: "Welcher Anteil von β beim letzten Schritt des Laufs fort ist, in zwanzig Stufen: 0 behält β, 1 endet bei gleichen Gewichten." } } },
    clip: { title: "Symmetrisches InfoNCE (CLIP)", about: "Jede Ansicht 1 muss ihre Ansicht 2 unter allen Ansichten 2 des Batches finden, und umgekehrt." },
    decoupled: { title: "Entkoppelt (decoupled)", about: "NT-Xent ohne das Positive im Nenner: Ein Positives, das schon nah ist, schwächt den Schub der Negativen nicht mehr." },
    sigmoid: { about: "Jedes Paar von Ansichten für sich: nah genug oder nicht? Ohne Softmax wartet kein Paar auf die anderen.",
      knobs: { bias: { name: "Bias", help: "Wird zu jeder Ähnlichkeit/τ addiert: je niedriger, desto näher muss ein Paar sein, um als eines zu gelten." } } },
    "n-pair": { title: "N-Pair", about: "InfoNCE ohne Temperatur, auf Embeddings, die nicht normiert sind: Ihre Längen bestimmen, wie scharf der Softmax ist, und eine Strafe hält sie in Grenzen.",
      knobs: { l2: { name: "Strafe für Längen", help: "Gewichtet die quadrierten Längen der Embeddings. Wo sie normiert sind, ändert sie nichts." } } },
    triplet: { about: "Das Positive muss um einen Mindestabstand näher sein als das Negative; Triplets, bei denen das so ist, zählen nicht mehr. Gemittelt über die gezogenen Negativen eines Ankers.",
      knobs: { power: { name: "Potenz des Abstands", help: "2: quadrierte Abstände, wie in den Arbeiten; 1: einfache, wie seither in viel Code." } } },
    margin: { about: "Der älteste kontrastive Verlust, auf Paaren: ähnliche nah, unähnliche einen Mindestabstand auseinander und nicht weiter." },
    "align-uniform": { title: "Alignment + Uniformität", about: "Was der Softmax im Grenzfall tut, als zwei Terme: Die Ansichten eines Punkts treffen sich, und alle Punkte stoßen einander ab, nahe am meisten.",
      knobs: { lambda: { name: "Gewicht der Uniformität", help: "0: Alles fällt auf einen Punkt; groß: Ansichten eines Punkts treiben auseinander." } } },
    supcon: { title: "SupCon (mit Labels)", about: "Überwacht: Alle Ansichten mit dem Label des Ankers sind Positive. Mit den wahren Klassen als Labels ist es ein Maßstab; mit groben oder falschen ist es schwache Aufsicht.",
      knobs: { coarse: { name: "Klassen je Label", help: "Schwache Aufsicht: So viele benachbarte Klassen teilen sich ein Label. 1 sagt alles; so viele, wie es gibt, sagt nichts." }, noise: { name: "Rauschen der Labels", help: "Schwache Aufsicht: der Anteil der Punkte, deren Label zufällig gezogen wird, ein für alle Mal." } } },
    own: { title: "Ihr eigener", about: "Ein Verlust, den Sie schreiben: was die Zeile eines Ankers kostet, und die Steigungen davon in jeder Ähnlichkeit. Beide Ansichten sind Anker.",
      knobs: { a: { name: "Zahl a", help: "Eine Zahl für Ihren Code: Wo sie dort genannt wird, ist dies ihr Wert." }, b: { name: "Zahl b", help: "Eine Zahl für Ihren Code: Wo sie dort genannt wird, ist dies ihr Wert." } } },
  },
  own: { starts: { Decoupled: { title: "Entkoppelt" }, "Hard, debiased": { title: "Schwer, korrigiert" } } },

  negatives: {
    batch: { title: "Rest des Batches", about: "Die anderen Punkte des Batches: umsonst, und so viele, wie der Batch groß ist." },
    drawn: { title: "je Anker gezogen", about: "N Punkte der Daten für jeden Anker, alle gleich wahrscheinlich, wie die Vorlesung den Verlust schreibt." },
    sampled: { title: "aus q_β gezogen", about: "N Punkte, gezogen im Verhältnis zu e^{βs}: schwere Negative schon durch das Ziehen, ein Vergleich für die Gewichte des Verlusts mit schweren Negativen. Jeder Schritt bettet zuerst alle Punkte ein und ist darum langsam.",
      knobs: { hardness: { name: "Schwere der Ziehung", help: "β in der Wahrscheinlichkeit e^{βs} eines Punkts: 0 zieht alle gleich; je größer, desto näher am Anker." } } },
    queue: { title: "MoCos Schlange", about: "Die letzten K Embeddings zweiter Ansichten, gemacht von einem Encoder, der dem trainierten langsam folgt. Der Verlust steigt, während sich die Schlange füllt, weil jeder Anker mehr Negative trifft: log(1 + N) wächst.",
      knobs: { size: { name: "Länge der Schlange", help: "Wie viele Schlüssel gemerkt werden: mehr Negative, als der Batch hat, manche davon veraltet." }, momentum: { help: "Wie langsam der Schlüssel-Encoder folgt: 0 kopiert bei jedem Schritt den trainierten, 1 bewegt sich nie." } } },
    bank: { title: "PIRLs Gedächtnis", about: "Ein gemerktes Embedding für jeden Trainingspunkt, ein gleitendes Mittel seiner eigenen. Beide Ansichten sind Anker, der eigene Eintrag des Punkts ist ihr Positives, alle anderen Einträge sind Negative.",
      knobs: { momentum: { help: "Wie viel vom alten Eintrag eines Punkts bleibt, wenn er wieder an der Reihe ist." } } },
  },

  optimizers: {
    adam: { about: "Teilt den Schritt jedes Parameters durch die Wurzel eines gleitenden Mittels seines quadrierten Gradienten.",
      knobs: { beta1: { name: "Momentum", help: "Gedächtnis des mittleren Gradienten: Näher an 1 ist es glatter und wendet langsamer." }, beta2: { name: "Gedächtnis der Skala", help: "Gedächtnis des quadrierten Gradienten: Näher an 1 passt sich die Schrittgröße langsamer an." } } },
    sgd: { title: "SGD mit Momentum", about: "Geht den Gradienten des Batches hinab und behält einen Teil des letzten Schritts.",
      knobs: { momentum: { help: "Anteil des letzten Schritts, der bleibt: Näher an 1 geht es schneller durch Täler, und über das Ziel hinaus." } } },
  },

  metric: {
    sources: {
      sampled: { title: "Aus Labels gezogen", about: "Zufällige Paare von Trainingspunkten, mit Zurücklegen, ähnlich, wo die Labels übereinstimmen." },
      all: { title: "Alle Paare von Labels", about: "Jedes Paar von Trainingspunkten, ähnlich, wo die Labels übereinstimmen." },
      drawn: { title: "Von Hand gezeichnet", about: "Nur die Paare, die Sie selbst verbinden. Erhöhen Sie λ, damit wenige genügen." },
    },
    pairs: { count: { name: "gezogene Paare (0: automatisch)", help: "Wie viele zufällige Paare gezogen werden; 0 nimmt 40·c·(c − 1) bei c Klassen." }, noise: { name: "falsche Aufsicht", help: "Anteil der Paare, die eine schwache Aufsicht auf die falsche Seite stellt; bei 0.5 weiß sie nichts." } },
    objectives: {
      geometric: { title: "Geometrisches Mittel (GMML)", about: "Ähnliche Paare nah unter A, unähnliche nah unter A⁻¹: Das beste A hat eine geschlossene Form, auf halbem Weg zwischen S⁻¹ und D.",
        knobs: { t: { name: "Ort auf der Geodäte", help: "0 ist S⁻¹, das nur ähnliche Paare zusammenzieht; 1 ist D, das nur auf unähnliche sieht; ½ ist das Minimum von h." },
          lambda: { name: "Regularisierung", help: "Addiert λ auf die Diagonalen von S und D: nötig, wo zu wenige Paare nicht jede Richtung füllen; zieht A zur euklidischen Metrik." },
          rate: { name: "erster versuchter Schritt", help: "Relative Größe der Bewegung, die jeder Abstieg zuerst versucht; sie wird halbiert, bis h fällt." } } },
      naive: { title: "Naive Differenz", about: "Ähnliche Paare nah, minus λ mal unähnliche Paare fern: linear in A, also schrumpft A auf nichts oder wächst ohne Ende.",
        knobs: { lambda: { name: "Gewicht unähnlicher Paare", help: "Unter λ* schrumpft alles auf einen Punkt; darüber wächst A ohne Ende. Kein Wert dazwischen ergibt eine brauchbare Metrik." },
          trace_cap: { name: "Schranke für tr A", help: "0 heißt keine Schranke. Mit einer Schranke kann A nicht wachsen und verwendet alles auf eine Richtung." },
          rate: { name: "Schrittgröße", help: "Um so viel bewegt sich A bei jedem Schritt, bezogen auf den größten Eigenwert des Gradienten." } } },
    },
    run: { neighbors: { name: "abstimmende Nachbarn", help: "Die k nächsten Trainingspunkte stimmen über die Klasse eines zurückgehaltenen Punkts ab." } },
  },

  presets: {
    "metric-map": { title: "Eine Metrik ist eine Abbildung", caption: "d_A(x, y) = (x − y)ᵀA(x − y) ist die quadrierte Länge von L(x − y), A = LᵀL: Eine Metrik ist eine lineare Abbildung. Hier kommt A aus 120 Paaren; seine Eigenwerte sind etwa 3 und 1.4, die Ebene wird also dort am meisten gestreckt, wo die zwei Klassen sich trennen. Zeigen Sie auf ein Paar, um seinen Abstand vorher und nachher zu sehen." },
    "metric-weak": { title: "Schwache Aufsicht", caption: "Eine schwache Aufsicht stellt ein Fünftel von 400 Paaren auf die falsche Seite. 5-NN hat bei zurückgehaltenen Punkten unter der euklidischen Metrik zu 79 % recht und unter dieser zu 84 %; ohne ein falsches Paar wären es 91 %, mit zwei Fünfteln falschen 80 %. Etwas Wahrheit genügt für etwas Gewinn." },
    "naive-collapse": { title: "Das naive Ziel fällt zusammen", caption: "Σ_S d_A − λ Σ_D d_A mit λ = 0.05, unter der Schwelle λ*: Jede Richtung kostet mehr, als sie einbringt, also ist das beste A gleich 0, und alle Punkte fallen auf einen. Drücken Sie Start." },
    "naive-unbounded": { title: "Das naive Ziel wächst ohne Ende", caption: "Dasselbe Ziel mit λ = 1, über der Schwelle λ*: Unähnliche Paare auseinanderzuschieben lohnt sich in jeder Richtung, die etwas einbringt, das Ziel fällt mit jedem Schritt um gleich viel, und A wächst für immer. Nachbarn bleiben dabei richtig; es ist die Metrik, die nie zur Ruhe kommt, bei keinem λ." },
    "naive-capped": { title: "Eine Schranke für die Spur: Rang eins", caption: "Eine Schranke für tr A beendet das Wachstum und nicht die Gier: Alles geht in die eine Richtung, die am meisten einbringt. A hat Rang eins, alle Punkte liegen auf einer Geraden, und 5-NN fällt von beinahe 100 auf 79 % (Mittel über zehn Seeds)." },
    geodesic: { title: "Das geometrische Mittel", caption: "A = S⁻¹ #_t D in geschlossener Form: Schieben Sie t von S⁻¹ (0) über das Minimum von h (½) nach D (1), und sehen Sie zu, wie die Ellipse von einer Form in die andere übergeht. Drücken Sie Start: Zwei Gradientenabstiege fallen auf den Wert, den die geschlossene Form sofort hat." },
    "wine-raw": { title: "Roher Wein: Die Skala ist alles", caption: "Messen Sie den Fehler: Auf rohen Merkmalen irrt 5-NN unter der euklidischen Metrik zu 30 % und unter GMML bei t = ½ zu 31 %, weil ein Merkmal in den Hunderten zwölf kleine übertönt. Bei t = 0 sind es 2 %. So gut ist fast alles, was die Skala sieht: Standardisieren allein ergibt 5 %." },
    "wine-standardised": { title: "Wein, standardisiert", caption: "Dieselben Weine, jedes Merkmal auf derselben Skala: 5 % falsch unter der euklidischen Metrik, 2 % bei t = 0 und bei t = ½, 3 % mit t aus Kreuzvalidierung, alles innerhalb einer Standardabweichung von etwa 2 Punkten. Der größte Teil der berühmten Gewinne ist die Skala der Merkmale." },
    "draw-pairs": { title: "Zeichnen Sie eigene Paare", caption: "Keine Labels: Verbinden Sie zwei Punkte als ähnlich oder als unähnlich, und A folgt sofort. λ = 1 steht für die euklidische Metrik, von der Sie ausgehen; die ersten Paare drehen sie, und entgegengesetzte heben sich auf." },
    linear: { title: "Ein linearer Encoder, x ↦ Lx", caption: "Der Encoder ist eine Matrix L, wie beim Metriklernen, und das genügt: Sie schrumpft die acht verrauschten Dimensionen, und 5-NN steigt von 77 % (roh) auf 94 %, so weit, wie der tiefe Encoder kommt." },
    "few-labels": { title: "Wenige Labels genügen", caption: "Acht Klassen in 32 Dimensionen, 24 davon Rauschen. Mit einem Label je Klasse erreicht eine Probe des vortrainierten Embeddings 89 %, Feinabstimmung 79 %, eine Probe roher Merkmale 33 %, dasselbe Netz ohne Vortraining 22 %: Die Augmentierung weiß, welche Koordinaten Rauschen sind, und das müssen die Labels nicht mehr lehren. Mit 400 Labels haben rohe Merkmale aufgeholt: 94 zu 95 %." },
    "digits-labels": { title: "Ziffern: Labels holen auf", caption: "Mit 10 Labels werden aus dem vortrainierten Embedding 78 % der Ziffern richtig gelesen, aus rohen Pixeln 56 %, von einem Netz ohne Vortraining 60 %. Ab 50 Labels bleibt davon wenig: 86 zu 83 %; bei 500 liegen rohe Pixel vor einer Probe des Embeddings, 94.5 zu 93.0 %, und Feinabstimmung ergibt 95.2 %. Verschiebungen und Drehungen sind nicht alles, worin Ziffern sich unterscheiden." },
    "patch-letters": { title: "Wohin gehört das Stück?", caption: "Zwei Stücke eines Bildes: Welcher der acht Nachbarn des ersten ist das zweite? 68 % werden richtig beantwortet, geraten 13 %. Niemand hat gesagt, welcher Buchstabe es ist, und doch erreicht, wenn 50 benannt sind (Labels zeigt es), eine lineare Probe 99 %, untrainiert 46 %, auf rohen Pixeln 29 %: Vorzeichen und Stärke des Kontrasts, in denen die Pixel untergehen, sagen nicht, wo ein Stück liegt, und Striche sagen es." },
    "patch-digits": { title: "Dasselbe mit Ziffern: wenig gewonnen", caption: "Auch das wird gelernt (62 % richtig, geraten 13 %) und ist wenig wert: Mit 50 Labels erreicht eine Probe 83 %, untrainiert 81 %, auf rohen Pixeln 83 %. Ziffern sind schon aufrecht, mittig und von einerlei Kontrast: Es gibt nichts, worüber der Vorwand hinwegsehen müsste." },
    "rotation-digits": { title: "Wo ist oben?", caption: "Um wie viele Vierteldrehungen wurde gedreht? 95 % werden richtig beantwortet, und die Ziffern sind nicht leichter zu lesen: mit 50 Labels 78 %, untrainiert 80 %, auf rohen Pixeln 83 %. Ein gelöster Vorwand ist noch keine Repräsentation, die hilft. Bei den gezeichneten Buchstaben hilft er: 67 %, untrainiert 28 %." },
    words: { title: "Wörter nach ihrem Umgang", caption: "Jedes Wort wird gefragt, welche Wörter um es stehen (Skip-gram). Niemand sagt, was ein Wort ist: Und doch nennen bei 95 % der Wörter die drei nächsten ihre Art (untrainiert 7 %), 98 % von 24 Analogien stimmen (versuchen Sie paris, france, rome), und aus 20 Meinungen liest eine Probe 92 % derer richtig, von deren Wörtern für gut und schlecht ihr nie etwas gesagt wurde (untrainiert 52 %)." },
    "words-gap": { title: "Ein Satz mit einer Lücke", caption: "Umgekehrt (CBOW): Alle Wörter um eine Lücke werden gezeigt; welches stand darin? Es kommt auf dasselbe hinaus: 96 % der Wörter nach Art, 96 % der Analogien, 93 % der Meinungen." },
    "words-contrastive": { title: "Wörter, kontrastiv", caption: "Wörter vorherzusagen ist kontrastiv: Das Positive ist ein Wort, das dort stand, die Negativen sind die aus dem Rest des Batches, und InfoNCE leistet, was der Verlust von Skip-gram leistete. 91 % der Wörter nach Art, alle bis auf 0.4 % der Analogien, 93 % der Meinungen. Näher als alle 127 anderen, unter denen ebenso richtige Wörter sind, ist das Positive selten, und muss es nicht sein." },
    "own-text": { title: "Ihr eigener Text", caption: "Eine Seite aus Alice in Wonderland, an deren Stelle Ihr Text treten kann. Ihre 170 Wörter stehen meist nur ein- oder zweimal da: Die Lücken sind bald auswendig gelernt, und Nachbarn ergeben wenig Sinn. Wortvektoren brauchen weit mehr Text als eine Seite." },
    "weak-noise": { title: "Eine Aufsicht, die oft irrt", caption: "SupCon auf den Ziffern, mit einem zufälligen Label für 60 von 100 Punkten. Eine lineare Probe erreicht immer noch 95.9 %, mit lauter richtigen Labels 96.9 %, mit keinem richtigen 93.8 %: Falsche Labels ziehen in alle Richtungen und heben sich auf, richtige sind sich einig." },
    "weak-coarse": { title: "Eine Aufsicht, die zu grob ist", caption: "Hier teilen sich zwei Klassen ein Label, und was das Label nicht unterscheidet, fällt zusammen: Eine lineare Probe erreicht 57.9 %, mit den Klassen als Labels 95.5 %, ganz ohne Labels (NT-Xent) 92.5 %. Ein Stellvertreter muss von dem handeln, wonach gefragt wird. 30 von 100 Labels zufällig zu machen hilft sogar, 67.3 %." },
    theorem: { title: "Überschussrisiko gegen n", caption: "Labels von vier Clustern, ein Fünftel davon falsch, zum Vortrainieren; und daneben eine Aufgabe, deren Raten genau bekannt sind. Mit m = n^β schwachen Labels fällt das Überschussrisiko wie n^−min(1, αβ): Messen Sie die Steigungen, und verletzen Sie eine Annahme." },
    digits: { title: "Handgeschriebene Ziffern", caption: "Kein Label wird benutzt, nur verschobene und gedrehte Kopien jeder Ziffer. Mit einem Label je Klasse liest eine lineare Probe dann 72 % der zurückgehaltenen Ziffern richtig, auf rohen Pixeln 55 %, untrainiert 47 %. Nachbarn gewinnen wenig (5-NN von 93.0 auf 93.3 %), und mit allen Labels führen rohe Pixel: 98 %." },
    "digits-sphere": { title: "Ziffern auf einer Sphäre", caption: "Drei Zahlen für jede Ziffer, sodass man das ganze Embedding sehen und drehen kann. Zehn Klassen passen kaum darauf: 5-NN steigt von 28 auf 73 %, weit unter die 93 %, die 32 Dimensionen ergeben." },
    moons: { title: "Zwei Monde", caption: "Kleine Störungen verbinden Nachbarn, Nachbarn verbinden sich zu Monden: Eine Gerade trennt 99.9 % des Embeddings, in der Ebene 89 %. Nachbarn waren nie das Problem: 5-NN hat in der Ebene zu 100 % recht." },
    collapse: { title: "Nichts schiebt: Alles fällt zusammen", caption: "Die zwei Ansichten eines Punkts ziehen einander an, und sonst wirkt nichts: Der Verlust geht auf 0, besser kann er nicht werden, die Uniformität von −0.9 auf 0, und alle Punkte fallen auf einen. 5-NN vergrößert das Wenige, das bleibt, und erreicht noch 79 % (untrainiert 86 %). Drehen Sie das Gewicht der Uniformität auf, und sie gehen wieder auseinander." },
    circles: { title: "Kreise", caption: "Ein Ring im anderen: Keine Gerade trennt sie in der Ebene (48 % richtig, nicht besser als geraten), eine trennt sie im Embedding (99.9 %)." },
    spirals: { title: "Spiralen", caption: "Lange, dünne Klassen, die sich umeinander winden. Eine lineare Probe hat in der Ebene zu 56 % recht, im Embedding zu 99.8 %: Es hat sie abgewickelt." },
    nuisance: { title: "Zwei Dimensionen, auf die es ankommt", caption: "Acht von zehn Dimensionen sind Rauschen. Die Augmentierung rüttelt an ihnen, also lernt der Encoder, sie zu übersehen: 5-NN hat auf den rohen Punkten zu 77 % recht, untrainiert zu 57 %, trainiert zu 94 %." },
    "dot-products": { title: "Der Verlust, wie ihn die Vorlesung schreibt", caption: "Rohe Skalarprodukte, keine Temperatur, 16 gezogene Negative für jeden Anker. Nichts hält das Embedding auf einer Sphäre, also wächst es, solange Sie trainieren. Die Cluster selbst sind leicht: 5-NN hat auch auf den rohen Punkten zu 100 % recht." },
    "latent-classes": { title: "Positive, wie die Theorie sie zieht", caption: "x und x⁺ sind zwei unabhängige Ziehungen einer Klasse, wie es die Theorie annimmt und keine Augmentierung leistet. 5-NN hat auf den rohen Punkten zu 64 % recht, auf drei Zahlen zu 92 %. Mit allen Labels führt weiterhin eine lineare Probe der rohen Punkte: 98 zu 92 %." },
    "order-holds": { title: "Schwer > korrigiert > gleich", caption: "Hier gilt die Reihenfolge der Vorlesung, im Mittel und in jedem von zehn Seeds: Eine lineare Probe erreicht 92.5 % mit gleich gewichteten Negativen, 94.0 % mit der Korrektur, 96.1 % mit schweren. Nur wahre Negative, für die man Labels braucht, ergeben 94.8 %. Aber gleich gewichtete bei τ = 0.2 ergeben 95.5 %: Der größte Teil des Gewinns ist Temperatur." },
    "beta-sweep": { title: "Zu schwer: das umgekehrte U von β", caption: "Dasselbe mit β = 5. Von den Negativen sind 16 % falsch; unter β = ¼ tragen sie 25 % des Gewichts, hier 36 %. Eine lineare Probe erreicht auf zurückgehaltenen Punkten 94.0 % bei β = 0, 96.1 % bei ¼, 94.9 % bei 1, 93.3 % bei 2 und 90.1 % hier." },
    "temperature-sweep": { title: "Das meiste tut die Temperatur", caption: "Gleich gewichtete Negative, τ = 0.2: 95.5 %, fast so viel, wie schwere bei τ = 0.5 erreichen (96.1 %). Bei τ = 0.05 sind es 93.1 %, bei 0.5 92.5 %, bei 1 80.4 %: ein umgekehrtes U wie das von β, denn beide sagen, wie sehr die nächsten Negativen zählen." },
    "hard-wins": { title: "Zwölf Klassen: Schwere Negative gewinnen", caption: "Vier Gruppen zu drei Klassen. Gleich gewichtet 83.1 %, korrigiert 83.8 %, schwer 92.5 %; nur wahre Negative 84.6 %, es sind also nicht die falschen, die hier kosten. Bei τ = 0.1 erreichen gleich gewichtete 92.0 %." },
    hot: { title: "Schwer gewinnt, weil τ hoch ist", caption: "Bei τ = 1 und gleichen Gewichten werden nahe Negative kaum stärker geschoben als ferne: 87.5 %, schwere 97.4 %. Gleich gewichtete bei τ = 0.2 erreichen ebenfalls 97.4 %. β tat, was eine niedrigere Temperatur getan hätte." },
    "hard-loses": { title: "Schwere Negative verlieren", caption: "τ = 0.2 ist schon scharf; β = 1 obendrein lenkt auf Rauschen und falsche Negative: 83.4 % gleich gewichtet, 73.4 % schwer, schlechter in zehn von zehn Seeds. Die Korrektur hilft in sieben davon (87.1 %), nur wahre Negative in neun (87.7 %). In jeder von sechs Ziehungen der Mittelpunkte verloren schwere." },
    "debiased-loses": { title: "Die Korrektur verliert", caption: "τ⁺ = ½ ist der wahre Klassen-Prior zweier Monde, und doch: 99.8 % gleich gewichtet, 95.1 % korrigiert, schlechter in zehn von zehn Seeds. Die Positiven sind kleine Störungen und keine Ziehungen der Klasse, also zieht die Korrektur zu viel ab: Am Ende werden 98 % der Anker gehalten und schieben nicht mehr. τ⁺ = 0.05 schadet nicht und nützt nicht." },
    "digits-hard": { title: "Ziffern mit schweren Negativen", caption: "5-NN 93.2 % mit gleich gewichteten Negativen, 92.9 % mit der Korrektur, 95.9 % mit schweren (β = 0.5), 96.8 % bei β = 5; nur wahre Negative 94.0 %. Schwere helfen, die Korrektur nicht, und rohe Pixel sind noch besser, wenn alle Labels da sind: 98.5 %." },
    sampled: { title: "Schwer durch Ziehen, nicht durch Gewichten", caption: "32 Negative für jeden Anker, aus q_β selbst gezogen. β = 0 ergibt 90.5 %, ¼ 93.3 %, 1 95.0 %, 3 94.8 %: derselbe Anstieg, den Gewichte bringen, ganz ohne Gewichte. Jeder Schritt muss zuerst alle Punkte einbetten." },
    queue: { title: "MoCos Schlange", caption: "16 Punkte je Schritt, 256 gemerkte Schlüssel. Der Verlust steigt, während sich die Schlange füllt, von 0 auf log(1 + N): mehr Negative, kein schlechterer Encoder. Mit m = 0.98 erreicht eine Probe 84 %, mit m = 0.5 47 %: Schlüssel eines schnellen Encoders veralten. Die 15 anderen des Batches sind hier besser, 88 %: Sie sind frisch." },
    bank: { title: "PIRLs Gedächtnis", caption: "Jeder Trainingspunkt ist gemerkt, 200 sind es, jeder wird alle zwölf Schritte aufgefrischt: Eine Probe erreicht 91.9 %, mit den 15 anderen des Batches 86.9 %, besser in zehn von zehn Seeds. Mit 1000 Punkten ist ein Eintrag fünfmal so alt, und das Gedächtnis verliert: 83.3 zu 88.3 %." },
  },
};
