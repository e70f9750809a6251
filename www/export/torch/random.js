/** The page's random numbers in numpy: `src/rng.rs`. Only what the rest of a script calls is written. */

/** What a draw is for. The numbers are those of `Stream` in `src/rng.rs`. */
const PURPOSES = { DATA: 1, SPLIT: 2, INIT: 3, ORDER: 4, AUGMENT: 5, NEGATIVES: 6, PAIRS: 8, PROXY: 11, PRETEXT: 13 };

const THREEFRY = `def threefry(key, counter):
    """Threefry2x32-20 (Salmon et al. 2011): 64 random bits from a key and a counter, two words of 32 bits each."""
    keys = [np.uint32(word) for word in (*key, 0x1BD11BDA ^ key[0] ^ key[1])]
    a, b = counter[0] + keys[0], counter[1] + keys[1]
    for group in range(5):
        for rotation in ((13, 15, 26, 6), (17, 29, 16, 24))[group % 2]:
            a = a + b
            b = (b << rotation | b >> 32 - rotation) ^ a
        a = a + keys[(group + 1) % 3]
        b = b + keys[(group + 2) % 3] + np.uint32(group + 1)
    return a, b`;

/** @param {boolean} seeded whether some sequences have a seed of their own */
const base = (seeded) => `class Random:
    """The draws for one purpose: of sequence \`index\` (a row, a place in a batch), or of many side by side.
    Any sequence can be had without those before it."""

    def __init__(self, purpose, index=0${seeded ? ", seed=SEED" : ""}):
        self.key, self.index = (${seeded ? "seed" : "SEED"}, purpose), np.asarray(index, np.uint32)[..., None]
        self.ahead = np.empty((*self.index.shape[:-1], 0), np.uint32)
        self.taken = 0
        self.spare = np.empty(self.ahead.shape, np.float32)

    def words(self, count):
        """The next 32-bit words [..., count]; some are drawn ahead, because many at once are cheaper."""
        known = self.ahead.shape[-1]
        if self.taken + count > known:
            blocks = np.arange(known // 2, (self.taken + count) // 2 + 16, dtype=np.uint32)
            fresh = np.stack(threefry(self.key, (self.index, blocks)), axis=-1)
            self.ahead = np.concatenate([self.ahead, fresh.reshape(*self.index.shape[:-1], -1)], axis=-1)
        self.taken += count
        return self.ahead[..., self.taken - count:self.taken]`;

/** Methods, each before what it calls itself. */
const METHODS = [
  ["symmetric", `
    def symmetric(self, bound, count=1):
        """Uniform in [-bound, bound), [..., count]."""
        return (2 * self.uniform(count) - 1) * np.float32(bound)`],
  ["uniform", `
    def uniform(self, count=1):
        """Uniform in [0, 1), [..., count]."""
        return (self.words(count) >> 8).astype(np.float32) / np.float32(2**24)`],
  ["normal", `
    def normal(self, count):
        """Standard normals [..., count], by Box and Muller: they come in pairs, and one too many is kept."""
        words = self.words((count - self.spare.shape[-1] + 1) // 2 * 2).astype(np.float64)
        radius = np.sqrt(-2 * np.log((words[..., 0::2] + 1) / 2**32))
        angle = words[..., 1::2] / 2**32 * 2 * np.pi
        pairs = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=-1).astype(np.float32)
        normals = np.concatenate([self.spare, pairs.reshape(words.shape)], axis=-1)
        self.spare = normals[..., count:]
        return normals[..., :count]`],
  ["permutation", `
    def permutation(self, items):
        """The items in random order (Fisher and Yates)."""
        items = list(items)
        for last in range(len(items) - 1, 0, -1):
            other = self.below(last + 1)
            items[last], items[other] = items[other], items[last]
        return np.array(items)`],
  ["below", `
    def below(self, n):
        """Uniform in 0 .. n - 1, of one sequence; words that would favour a number are skipped (Lemire 2019)."""
        while True:
            product = int(self.words(1).item()) * n
            if product % 2**32 >= 2**32 % n:
                return product >> 32`],
  ["each", `
    def each(self):
        """The sequences one by one."""
        self.words(0 if self.ahead.size else 1)
        for index, ahead in zip(self.index, self.ahead):
            one = copy(self)
            one.index, one.ahead, one.taken, one.spare = index[None], ahead[None], 0, self.spare[:1, :0]
            yield one`],
];

/**
 * What is needed of the generator.
 * @param {string} rest of the script
 * @returns {{ purposes: string, parts: string[], imports: string[] }} purposes: what draws are for, as constants
 */
export function random(rest) {
  let code = rest;
  const methods = [];
  for (const [name, text] of METHODS) {
    if (!new RegExp(`\\.${name}\\(`).test(code)) continue;
    methods.push(text);
    code += text;
  }
  const purposes = Object.entries(PURPOSES).filter(([name]) => new RegExp(`Random\\(${name}\\b`).test(rest));
  const whole = base(/Random\([^\n]*seed=/.test(rest)) + methods.reverse().map((text) => `\n${text}`).join("");
  // Normals alone leave one over.
  const used = methods.some((text) => text.includes("def normal")) ? whole : whole.replace(/\n {8}self\.spare = .*/, "").replace(/, one\.spare = (.*), self\.spare\[:1, :0\]/, " = $1");
  return { purposes: `${purposes.map(([name]) => name).join(", ")} = ${purposes.map(([, value]) => value).join(", ")}`, parts: [THREEFRY, used], imports: methods.some((text) => text.includes("def each")) ? ["from copy import copy"] : [] };
}
