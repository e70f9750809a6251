/** Pretexts other than two views: questions with a few answers, and words. `src/pretext/`. */

/** @typedef {import("./python.js").Setting} Setting */
/** @typedef {{ settings: Setting[], parts: string[], input: number, head: { parts: number, hidden: number[], answers: number }, ask: string }} Question */

/** @type {Record<string, (pretext: Record<string, any>, side: number) => Question>} */
export const QUESTIONS = {
  rotation: (_, side) => ({
    settings: [], input: side * side, head: { parts: 1, hidden: [], answers: 4 },
    parts: [`def ask(images, slots):
    """Each image turned clockwise by some quarter turns; the question is by how many."""
    turns = [random.below(4) for random in Random(PRETEXT, slots).each()]
    shown = [np.rot90(image, -turn) for image, turn in zip(images.reshape(-1, SIDE, SIDE), turns)]
    return np.reshape(shown, (-1, SIDE * SIDE)), turns`],
    ask: "",
  }),
  "patch-location": ({ size, gap, jitter }) => ({
    settings: [["PATCH", size, "side of a patch, in pixels"], ...(gap ? /** @type {Setting[]} */ ([["GAP", gap, "pixels between neighbouring patches"]]) : []),
      ...(jitter ? /** @type {Setting[]} */ ([["SHAKE", jitter, "pixels by which the second is moved at most, each way"]]) : [])],
    input: size * size, head: { parts: 2, hidden: [64], answers: 8 },
    parts: [`# Steps (x, y) to the eight neighbours, in the order of the answers.
NEIGHBORS = [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)]`, `def ask(images, slots):
    """Two patches of each image [2B, PATCH * PATCH]; the question is which neighbour of the first the second is."""
    shown, answers = [], []
    for image, random in zip(images.reshape(-1, SIDE, SIDE), Random(PRETEXT, slots).each()):
        answer = random.below(len(NEIGHBORS))
        corners = []
        for direction in NEIGHBORS[answer]:
            step = direction * ${gap ? "(PATCH + GAP)" : "PATCH"}${jitter ? " + random.below(2 * SHAKE + 1) - SHAKE" : `
            random.below(1)    # the draw of a shake, which is 0 here`}
            least, most = max(-step, 0), SIDE - PATCH - max(step, 0)
            at = least + random.below(max(most - least + 1, 1))
            corners.append((at, at + step))
        shown += [image[y:y + PATCH, x:x + PATCH].reshape(-1) for x, y in zip(*corners)]
        answers.append(answer)
    return np.stack(shown), answers`],
    ask: "",
  }),
};

/**
 * Batches of words: what is shown [B], what is asked for [B], negatives [B * COUNT], as unit vectors.
 * @param {Record<string, any>} pretext
 * @param {boolean} drawn
 */
export function words({ name, window }, drawn) {
  const gap = name === "cbow";
  const chances = `def chances(sentences, words):
    """Running sums of each word's count to the power of 3/4, in proportion to which negatives are drawn."""
    counts = np.bincount(np.concatenate(sentences), minlength=words)
    return np.cumsum(counts**0.75)`;
  const other = `def other(asked, sums, random):
    """Another word than the one that is asked for."""
    for _ in range(100):
        word = min(np.searchsorted(sums, float(random.uniform().item()) * sums[-1], side="right"), len(sums) - 1)
        if word != asked:
            break
    return word`;
  const draw = `def draw(step, sentences, places, words${drawn ? ", sums" : ""}):
    """A step's input [B * ${drawn ? "(2 + COUNT)" : "2"}, 2 * words]: what is shown, what is asked for${drawn ? ", other words" : ""}. The first
    half of a row is for words that are looked at, the second for words that are asked for."""
    x = np.zeros((BATCH * ${drawn ? "(2 + COUNT)" : "2"}, 2 * words), np.float32)
    slots = step * BATCH + np.arange(BATCH)
    for row, ${drawn ? "(random, others)" : "random"} in enumerate(${drawn ? "zip(Random(PRETEXT, slots).each(), Random(NEGATIVES, slots).each())" : "Random(PRETEXT, slots).each()"}):
        sentence, place = places[random.below(len(places))]
        around = sentence[max(place - WINDOW, 0):place] + sentence[place + 1:place + 1 + WINDOW]
        ${gap ? "shown, asked = around, sentence[place]" : "shown, asked = [sentence[place]], around[random.below(len(around))]"}
        for word in shown:
            x[row, word] += np.float32(1 / len(shown))
        x[BATCH + row, words + asked] = 1
${drawn ? `        for negative in range(COUNT):
            x[2 * BATCH + row * COUNT + negative, words + other(asked, sums, others)] = 1
` : ""}    return x`;
  return { settings: /** @type {Setting[]} */ ([["WINDOW", window, "words to each side"]]), parts: [...(drawn ? [chances, other] : []), draw] };
}
