/** Texts: the toy language of `src/data/sentences.rs`, and one's own as `src/data/corpus.rs` reads it. */
import { quoted } from "../python.js";

/** @typedef {import("../script.js").DataPart} DataPart */

const LANGUAGE = `# The vocabulary, list by list.
ANIMALS, FOODS = "cat dog horse bird".split(), "bread cheese rice cake".split()
DRINKS, PEOPLE = "milk water tea coffee".split(), "man woman boy girl king queen".split()
PLACES = "street coast hills garden park palace castle school playground shop market".split()
CITIES, COUNTRIES = "paris rome madrid".split(), "france italy spain".split()
NATIONALITIES, WORKS = "french italian spanish".split(), "film play show concert".split()
GOOD = "great lovely wonderful brilliant charming superb".split()
BAD = "lousy boring terrible dull dreadful stupid".split()
OTHERS = """watched saw loved praised hated mocked smiled laughed wept left ate tasted drank sipped walked sat
    played the this his her our their he she we they in near outside was seemed felt and so then""".split()
VOCABULARY = [*ANIMALS, *FOODS, *DRINKS, *PEOPLE, *PLACES, *CITIES, *COUNTRIES, *NATIONALITIES, *WORKS, *GOOD, *BAD,
              *OTHERS]

# Where men and women, boys and girls, kings and queens live; who, and whose.
HOMES = [["shop", "market"], ["school", "playground"], ["palace", "castle"]]
PRONOUNS = [("he", "his"), ("she", "her"), ("we", "our"), ("they", "their")]

# Slots that take any word of a list.
SLOTS = dict(animal=ANIMALS, food=FOODS, drink=DRINKS, work=WORKS, det=["the", "this"],
             prep=["in", "near", "outside"], conj=["and", "so", "then"], was=["was", "seemed", "felt"],
             eat=["ate", "tasted"], sip=["drank", "sipped"], watch=["watched", "saw"],
             move=["walked", "sat", "played"], wild=["garden", "park"], city=CITIES, country=COUNTRIES,
             town=["street", "garden", "park"], land=["coast", "hills"])

# How often, and what; slots without a list agree with one another.
TEMPLATES = [
    (3, "det animal eat det food prep det wild"), (3, "det animal sip det drink prep det wild"),
    (3, "det animal move prep det wild"), (4, "prep det home det person eat poss food"),
    (4, "prep det home det person sip poss drink"), (6, "prep poss home det person move"),
    (4, "pron eat pdet food prep pdet wild"), (4, "pron sip pdet drink prep pdet wild"),
    (6, "pron move prep pdet town prep city"), (6, "pron move prep pdet land prep country"),
    (4, "pron eat nation food prep place"), (4, "pron sip nation drink prep place"),
    (3, "det work was opinion"), (4, "pron watch pdet opinion work"),
    (7, "pron judge pdet opinion work"), (7, "det work was opinion conj pron react"),
]`;

const SENTENCE = `def sentence(random):
    """One sentence: a template, and words for its slots."""
    def choose(words):
        return words[random.below(len(words))]

    templates = [template for weight, template in TEMPLATES for _ in range(weight)]
    template = choose(templates)
    good = random.below(2) == 1
    person = random.below(len(PEOPLE))
    pronoun = choose(PRONOUNS)
    place = random.below(len(CITIES))
    in_city = random.below(2) == 1

    def word(slot):
        if slot == "person":
            return PEOPLE[person]
        if slot == "home":
            return choose(HOMES[person // 2])
        if slot == "poss":
            return PRONOUNS[person % 2][1]
        if slot == "pron":
            return pronoun[0]
        if slot == "pdet":
            return pronoun[1] if random.below(2) == 1 else choose(SLOTS["det"])
        if slot == "place":
            return (CITIES if in_city else COUNTRIES)[place]
        if slot == "nation":
            return NATIONALITIES[place]
        if slot == "opinion":
            return choose(GOOD if good else BAD)
        if slot == "judge":
            return choose(["loved", "praised"] if good else ["hated", "mocked"])
        if slot == "react":
            return choose(["smiled", "laughed"] if good else ["wept", "left"])
        return choose(SLOTS[slot])

    return [VOCABULARY.index(word(slot)) for slot in template.split()]`;

const SENTENCES = `def data():
    """The vocabulary, and the sentences as numbers of words."""
    return VOCABULARY, [sentence(random) for random in Random(DATA, np.arange(SENTENCES)).each()]`;

const OWN = `def data():
    """The vocabulary, the most frequent words first, and the sentences as numbers of words."""
    capitals = "AZ", "ÀÖ", "ØÞ", "ΑΩ", "АЯ"
    small = {at: at + 32 for first, last in capitals for at in range(ord(first), ord(last) + 1)}
    small.update({at: at + 80 for at in range(ord("Ѐ"), ord("Џ") + 1)})
    letters = "0-9A-Za-zÀ-ÖØ-öø-\\u1fff\\u2070-\\U0010ffff"
    sentences = [[]]
    for piece in re.findall("[^.?!\\n]*[.?!\\n]|[^.?!\\n]+", TEXT):
        words = (word.strip("'’-").translate(small) for word in re.findall(f"[{letters}'’-]+", piece))
        sentences[-1] += [word for word in words if word]
        if (piece[-1] in ".?!" or not piece.strip()) and sentences[-1]:
            sentences.append([])
    counts = Counter(word for words in sentences for word in words)
    vocabulary = [word for word, _ in counts.most_common(800)]
    number = {word: at for at, word in enumerate(vocabulary)}
    numbered = ([number[word] for word in words if word in number] for words in sentences)
    return vocabulary, [words for words in numbered if words]`;

/** @param {string} text in lines, for the eye */
const literal = (text) => (/["\\]|(?!\n)\p{Cc}/u.test(text) ? `TEXT = ${quoted(text)}` : `TEXT = """\\\n${text}"""`);

/** @type {Record<string, (data: Record<string, any>) => DataPart>} */
export const TEXTS = {
  sentences: (data) => ({ rows: 90, dim: 180, classes: 15, settings: [["SENTENCES", data.sentences, "to learn from"]], parts: [LANGUAGE, SENTENCE, SENTENCES] }),
  text: (data) => ({ rows: 0, dim: 0, classes: 1, settings: [], imports: ["import re", "from collections import Counter"], parts: [literal(data.text), OWN] }),
};
