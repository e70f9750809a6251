/**
 * A loss of one's own in torch: the text's functions, one by one, and what calls them. The engine has read the text before, so
 * what stands here is known to be right: `src/contrastive/own/`. The slopes are those that were written, whether or not they
 * are the loss's.
 */
import { prose } from "./python.js";

/** The functions of the language, in torch. @type {Record<string, string>} */
const FUNCTIONS = {
  exp: "def exp(x):\n    return torch.exp(torch.as_tensor(x).clamp(max=88.37))",
  log: "def log(x):\n    return torch.log(torch.as_tensor(x))",
  sqrt: "def sqrt(x):\n    return torch.sqrt(torch.as_tensor(x))",
  abs: "def absolute(x):\n    return torch.abs(torch.as_tensor(x))",
  sign: "def sign(x):\n    return torch.sign(torch.as_tensor(x))",
  tanh: "def tanh(x):\n    return torch.tanh(torch.as_tensor(x))",
  min: "def least(x, y):\n    return torch.minimum(torch.as_tensor(x), torch.as_tensor(y))",
  max: "def most(x, y):\n    return torch.maximum(torch.as_tensor(x), torch.as_tensor(y))",
  pow: "def power(x, y):\n    return torch.exp((y * torch.log(torch.as_tensor(x))).clamp(max=88.37))",
  clamp: "def clamp(x, low, high):\n    return torch.minimum(torch.maximum(torch.as_tensor(x), torch.as_tensor(low)), torch.as_tensor(high))",
  select: "def select(no, yes, condition):\n    return torch.where(torch.as_tensor(condition), torch.as_tensor(yes), torch.as_tensor(no))",
};
/** @type {Record<string, string>} */
const NAMES = { abs: "absolute", min: "least", max: "most", pow: "power", vec4f: "Four" };

/** What a name of the text must not be in the script. */
const TAKEN = new Set(`False None True and as assert async await break class continue def del elif else except finally for from global if import in is
  lambda nonlocal not or pass raise return try while with yield np torch nn F math sys copy deepcopy threefry Random data split view moved draw latent means
  compared other drawn sampled dense unit train own table polar supervisor chances sentence ask scatter absolute least most power range len zip print int float min max abs sum
  Four Statistics RowResult Encoder NamedTuple`.split(/\s+/));
/** @param {string} name */
const safe = (name) => (TAKEN.has(name) || /^[A-Z]/.test(name) && name !== "EMPTY" ? `${name}_` : name);

/** @type {Record<string, number>} */
const BINDING = { "||": 1, "&&": 2, "<": 3, ">": 3, "<=": 3, ">=": 3, "==": 3, "!=": 3, "+": 4, "-": 4, "*": 5, "/": 5 };
const TOKEN = /\/\/[^\n]*|\/\*[^]*?\*\/|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?f?|[A-Za-z_]\w*|->|&&|\|\||[<>=!]=|[^\s]/g;

/** The functions of a text in Python. @param {string} code */
export function python(code) {
  const all = code.match(TOKEN) ?? [];
  const tokens = all.filter((token) => !/^\/[/*]/.test(token));
  const used = new Set(/** @type {string[]} */ ([]));
  const own = new Set([...code.matchAll(/\b(?:fn|const)\s+(\w+)/g)].map(([, name]) => name));
  let at = 0;
  const take = (/** @type {string} */ text) => tokens[at] === text && Boolean(++at);
  /** @returns {string} */
  function primary() {
    const token = tokens[at++];
    let value = token;
    if (token === "(") {
      value = `(${expression(0)})`;
      at++;
    } else if (/^[\d.]/.test(token)) {
      const number = token.replace(/f$/, "");
      value = /[.eE]/.test(number) ? number : `${number}.0`;
    } else if (token === "true" || token === "false") value = token === "true" ? "True" : "False";
    else if (tokens[at] === "(") {
      at++;
      const given = [];
      while (!take(")")) {
        given.push(expression(0));
        take(",");
      }
      if (FUNCTIONS[token] && !own.has(token)) used.add(token);
      value = `${own.has(token) ? safe(token) : NAMES[token] ?? token}(${given.join(", ")})`;
    } else value = safe(token);
    while (take(".")) value += `.${tokens[at++]}`;
    return value;
  }
  /** @returns {string} */
  function unary() {
    if (take("-")) return `-${unary()}`;
    if (take("!")) return `torch.logical_not(torch.as_tensor(${unary()}))`;
    return primary();
  }
  /** @param {number} least @returns {string} */
  function expression(least) {
    let left = unary();
    for (let operator = tokens[at]; BINDING[operator] >= Math.max(1, least); operator = tokens[at]) {
      at++;
      const right = expression(BINDING[operator] + 1);
      // Python's & and | bind tighter than comparisons.
      left = operator === "&&" || operator === "||" ? `(${left}) ${operator[0]} (${right})` : `${left} ${operator} ${right}`;
    }
    return left;
  }
  const defined = () => {
    const name = safe(tokens[at++]);
    if (take(":")) at++;
    at++;
    const value = expression(0);
    at++;
    return `${name} = ${value}`;
  };
  const parts = [];
  while (at < tokens.length) {
    if (take("const")) {
      parts.push(defined());
      continue;
    }
    at++;
    const name = safe(tokens[at]);
    at += 2;
    const parameters = [];
    while (!take(")")) {
      parameters.push(safe(tokens[at]));
      at += 3;
      take(",");
    }
    at += 3;
    const lines = [];
    while (take("let")) lines.push(defined());
    at++;
    lines.push(`return ${expression(0)}`);
    at += 2;
    parts.push(`def ${name}(${parameters.join(", ")}):\n${lines.map((line) => `    ${line}`).join("\n")}`);
  }
  return { parts, used: [...used].map((name) => FUNCTIONS[name]), has: (/** @type {string} */ name) => own.has(name) };
}

/** @param {import("./losses.js").Situation} situation @returns {import("./losses.js").LossPart} */
export function own({ loss }) {
  const { parts, used, has } = python(loss.code);
  const sums = has("term") ? ["torch.where(there, term(s.clamp(min=-1e5)), 0 * s).sum(1)", "0.0"]
    : [`${has("power_0") ? "(power_0() * far)" : "far"}.logsumexp(1).clamp(min=EMPTY)`, has("power_1") ? "(power_1() * far).logsumexp(1).clamp(min=EMPTY)" : "0.0"];
  return {
    name: "own", takes: "negatives", twoViews: true, imports: ["from typing import NamedTuple"],
    settings: [["a", loss.a, "numbers for your loss"], ["b", loss.b], ["temperature", loss.temperature], ["TEMPERATURE", "temperature"], ["EMPTY", "-1e30", "the logarithm of a sum of nothing"]],
    parts: [...used, `class Four(NamedTuple):
    x: object
    y: object
    z: object
    w: object`, `class Statistics(NamedTuple):
    positive: object
    negatives: object
    log_sum_0: object
    log_sum_1: object`, `class RowResult(NamedTuple):
    loss: object
    scalars: Four`, ...parts, `def own(near, far):
${prose('"""Your own loss of the similarities to the positive [anchors] and to the negatives [anchors, N]. What it is worth is row\'s; its slopes are those that negative and positive say.', "    ")}
    """
    with torch.no_grad():
        there = far.isfinite()
        s = torch.where(there, far, torch.tensor(EMPTY))
        count = there.sum(1).float()
        sums = ${sums[0]}, ${sums[1]}
        loss, scalars = row(Statistics(near, count, *sums))
        each = [torch.as_tensor(value).expand_as(near) for value in scalars]
        down = negative(s, Four(*(value[:, None] for value in each)))
        up = positive(near, Four(*each))
    pulls = (up * near).sum() + torch.where(there, down * far, torch.tensor(0.0)).sum()
    return loss.mean() + (pulls - pulls.detach()) / len(near)`],
  };
}
