/**
 * All settings, built from the catalog: this file knows the sections of a config, and no loss, data set,
 * augmentation or optimiser by name. Those of a metric are in `metric/panel.js`.
 */
import { computed, effect } from "@preact/signals-core";
import { byId, h, put, subscripts } from "../dom.js";
import { percent, whole } from "../format.js";
import { words } from "../language/language.js";
import { asPlace } from "../link.js";
import { begin, pause } from "../loop.js";
import { encodeLink } from "../nearfar.js";
import { metricSections } from "../metric/panel.js";
import { tellPairs } from "../metric/unlabelled.js";
import { ownData, usualFor, withBatch } from "../owndata.js";
import * as state from "../state.js";
import { turn } from "../turn.js";
import { choice, restartSign } from "./choice.js";
import { datasetChooser } from "./datasets.js";
import { knobControl } from "./knob.js";

/** @typedef {import("../types.js").Knob} Knob */

const { controls } = words;
const { sections } = controls;
const MOST_LAYERS = 3;
/** What ends with the controls that are there. @type {(() => void)[]} */
let disposals = [];

/** @param {any} catalog @param {(name?: string, task?: string, pretext?: string) => any} defaults */
export function panel(catalog, defaults) {
  const chooser = datasetChooser(catalog, defaults);
  const wide = matchMedia("(min-width: 68rem)");

  /** What decides which controls there are, and switches; the values of knobs follow the config by themselves. */
  const shape = computed(() => {
    const { data, pretext, encoder, loss, negatives, optimizer, pairs, objective } = state.config.value;
    return JSON.stringify([state.task.value, data?.name, pretext?.name, loss?.name, negatives?.name, negatives?.oracle, optimizer?.name, encoder?.hidden.length, encoder?.activation, encoder?.normalize, data?.standardize, pairs?.source, objective?.name]);
  });
  // How much of the data is for training stands with the data, in the config and here.
  const training = catalog.run.filter((/** @type {Knob} */ { id }) => state.at(defaults(), `data.${id}`) !== undefined);
  const running = catalog.run.filter((/** @type {Knob} */ knob) => !training.includes(knob));
  // Where there is room, what is changed most is open, until one closes it.
  const closed = new Set([sections.encoder, sections.optimizer, sections.run]);
  const roomy = wide.matches;
  /** @type {Map<string, boolean>} */
  const open = new Map();

  /** @param {Knob} knob @param {string} path @param {any} [other] */
  const control = (knob, path, other) => {
    const { element, dispose } = knobControl(knob, path, other);
    disposals.push(dispose);
    return element;
  };
  /** @param {string} title @param {...any} content */
  const section = (title, ...content) => {
    const details = h("details", { open: open.get(title) ?? (roomy && !closed.has(title)), ontoggle: () => open.set(title, details.open) },
      h("summary", null, title), h("div", { class: "section" }, ...content));
    return details;
  };

  /** Another task, on the same data. @param {string} name */
  async function chooseTask(name) {
    const { data, seed } = state.config.value;
    pause();
    const own = ownData.value.find(({ hash }) => hash === data.hash);
    const next = own ? usualFor(own, name) : defaults(data.name, name);
    if (await asPlace(() => begin({ ...next, seed }))) tellPairs(next);
    const select = byId("controls").querySelector("select");
    if (select) select.value = state.task.value;
  }

  /** Another pretext, on the same data. @param {string} name */
  async function choosePretext(name) {
    const { data, seed } = state.config.value;
    pause();
    await asPlace(() => begin(withBatch({ ...defaults(data.name, "contrastive", name), data, seed }, Number(state.info.value?.rows))));
  }

  effect(() => {
    if (!shape.value || !state.config.peek().data) return;
    for (const dispose of disposals.splice(0)) dispose();
    const config = state.config.peek();
    const focus = /** @type {HTMLElement | null} */ (document.activeElement)?.closest(".choice, .knob")?.querySelector("label span, label")?.textContent;
    /** @param {any[]} list @param {string} name */
    const named = (list, name) => list.find((one) => one.name === name);
    const dataset = named(catalog.datasets, config.data.name);
    const task = choice({ path: "task", name: controls.task, choices: catalog.tasks, value: state.task.peek(), choose: chooseTask });
    if (config.task === "metric") {
      put(byId("controls"), task, ...metricSections({ catalog, defaults, config, dataset, control, section, chooser }));
      if (focus) refocus(focus);
      return;
    }
    const pretexts = catalog.pretexts.filter((/** @type {any} */ one) => one.applies.includes(dataset.form));
    const pretext = named(catalog.pretexts, config.pretext.name);
    // Where the target is an answer, no loss is chosen.
    const loss = config.loss && named(catalog.losses, config.loss.name);
    const augmentations = catalog.augmentations.filter((/** @type {any} */ one) => one.applies.includes(dataset.form));
    const optimizer = named(catalog.optimizers, config.optimizer.name);

    put(byId("controls"), task,
      section(sections.data, chooser, h("p", { class: "about" }, dataset.about), config.data.text === undefined ? null : ownText(config.data.text, catalog.text), [...dataset.knobs, ...training].map((/** @type {Knob} */ knob) => control(knob, `data.${knob.id}`)),
        h("p", { class: "source" }, controls.source(dataset.source, dataset.license))),
      section(sections.pretext, pretexts.length > 1 ? choice({ path: "pretext.name", name: sections.pretext, choices: pretexts, value: pretext.name, choose: choosePretext }) : null,
        h("p", { class: "about" }, pretext.about, " ", h("cite", null, pretext.cite)), pretext.knobs.map((/** @type {Knob} */ knob) => control(knob, `pretext.${knob.id}`))),
      loss && section(sections.loss, choice({ path: "loss.name", name: sections.loss, choices: catalog.losses, value: loss.name, choose: (name) => chooseLoss(named(catalog.losses, name)) }),
        h("p", { class: "about" }, ...subscripts(loss.about), " ", h("cite", null, loss.cite)), loss.knobs.map((/** @type {Knob} */ knob) => control(knob, `loss.${knob.id}`))),
      loss && section(sections.negatives, ...negativesControls(catalog, config, loss, control)),
      augmentations.length > 0 && section(sections.augmentation, augmentations.map((/** @type {any} */ one) => h("div", { "data-path": `augment.${one.name}` }, control({ ...one.knob, name: one.title, help: one.knob.help || one.about }, `augment.${one.name}`), moves(one.name)))),
      section(sections.encoder, ...encoderControls(catalog, config, control)),
      section(sections.optimizer, choice({ path: "optimizer.name", name: sections.optimizer, choices: catalog.optimizers, value: optimizer.name, choose: (name) => turn("optimizer", { name }, false) }),
        optimizer.knobs.map((/** @type {Knob} */ knob) => control(knob, `optimizer.${knob.id}`))),
      section(sections.run, running.map((/** @type {Knob} */ knob) => control(knob, knob.id))));
    if (focus) refocus(focus);
  });
}

/** How far z moves under an augmentation, now and untrained; nothing where it is off. @param {string} name */
function moves(name) {
  const line = h("p", { class: "moves sub" });
  const bars = h("span", { class: "track", "aria-hidden": "true" }, h("i", { class: "bar" }), h("i", { class: "bar before" }));
  const said = h("span");
  put(line, said, bars);
  disposals.push(effect(() => {
    state.measured.value;
    const found = state.history.metrics.at(-1)?.invariance?.find(({ augmentation }) => augmentation === name);
    line.hidden = !found;
    if (!found) return;
    put(said, controls.moves(percent(found.now, 0), percent(found.untrained, 0)));
    [found.now, found.untrained].forEach((share, i) => (/** @type {HTMLElement} */ (bars.children[i]).style.width = `${Math.min(100, 100 * share)}%`));
  }));
  return line;
}

/** What is typed and not used yet: it outlives the controls, which are built anew. @type {string | null} */
let draft = null;

/** A text of one's own, taken up when one says so. @param {string} text @param {import("../types.js").Catalog["text"]} most */
function ownText(text, most) {
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const told = h("p", { class: "sub", role: "status" });
  const area = h("textarea", { class: "own-text", rows: 6, value: draft ?? text, "aria-label": controls.ownText, spellcheck: false, oninput: () => {
    draft = area.value;
    tell();
  } });
  const use = h("button", { type: "button", onclick: async () => {
    const config = state.config.value;
    const next = { ...state.fromStart(config), data: { ...config.data, text: area.value } };
    try {
      encodeLink(next);
    } catch (error) {
      problem.hidden = false;
      // The engine's sentence, in English like all of them.
      problem.textContent = /** @type {Error} */ (error).message.replace("data.text", "Your text");
      area.setAttribute("aria-invalid", "true");
      return;
    }
    pause();
    // A text is a place that one can go back to.
    if (await asPlace(() => begin(next))) draft = null;
  } }, controls.useText);
  function tell() {
    const bytes = new TextEncoder().encode(area.value).length;
    const words = state.info.peek()?.words?.length ?? 0;
    problem.hidden = true;
    area.removeAttribute("aria-invalid");
    put(told, area.value !== text ? controls.unusedText(whole(bytes), whole(most.longest)) : words >= most.words ? controls.frequentWords(whole(most.words)) : "");
  }
  tell();
  return h("div", { class: "pasted", "data-path": "data.text" }, area, problem, told, use);
}

/** A choice that rebuilds the panel keeps the focus. @param {string} name */
function refocus(name) {
  for (const label of byId("controls").querySelectorAll("label")) {
    if (label.textContent?.includes(name)) return document.getElementById(label.htmlFor)?.focus();
  }
}

/** Where negatives come from, of the places that the loss can take them from. @param {any} catalog @param {any} config @param {any} loss @param {(knob: Knob, path: string) => HTMLElement} control */
function negativesControls(catalog, config, loss, control) {
  const words = state.target.peek() === "word";
  const choices = catalog.negatives.filter((/** @type {any} */ one) => sources(loss).includes(one.name));
  const chosen = catalog.negatives.find((/** @type {any} */ one) => one.name === config.negatives.name);
  const oracle = h("input", { type: "checkbox", checked: config.negatives.oracle, onchange: () => turn("negatives.oracle", oracle.checked, false) });
  return [choices.length > 1 ? choice({ path: "negatives.name", name: sections.negatives, choices, value: chosen.name, choose: (name) => turn("negatives", words ? { name } : { name, oracle: config.negatives.oracle }, false) }) : null,
    h("p", { class: "about" }, ...subscripts(chosen.about), " ", h("cite", null, chosen.cite)),
    ...chosen.knobs.map((/** @type {Knob} */ knob) => control(knob, `negatives.${knob.id}`)),
    loss.oracle && !words ? h("label", { class: "check", "data-path": "negatives.oracle" }, oracle, controls.oracle, restartSign()) : null];
}

/** Sources of negatives that a loss can be given, where the data are words or not. @param {any} loss @returns {string[]} */
const sources = (loss) => loss.negatives.filter((/** @type {string} */ name) => state.target.peek() !== "word" || ["batch", "drawn"].includes(name));

/** A loss, and where it cannot have the negatives that are there, its first. @param {any} loss */
function chooseLoss(loss) {
  const { name, oracle } = state.config.value.negatives;
  const [first] = sources(loss);
  if (first && !sources(loss).includes(name)) turn("negatives", { name: first }, false);
  if (oracle && !loss.oracle) turn("negatives.oracle", false, false);
  turn("loss", { name: loss.name }, false);
}

/** @param {any} catalog @param {any} config @param {(knob: Knob, path: string, other?: any) => HTMLElement} control */
function encoderControls(catalog, config, control) {
  const { hidden, activation } = config.encoder;
  const knobs = /** @type {Record<string, Knob>} */ (Object.fromEntries(catalog.encoder.map((/** @type {Knob} */ knob) => [knob.id, knob])));
  const width = knobs.hidden;
  /** @type {Knob} */
  const count = { id: "layers", symbol: "", name: controls.layers, unit: "", min: 0, max: MOST_LAYERS, default: 2, scale: "integer", cite: "", live: false,
    help: controls.layersHelp };
  const layers = control(count, "encoder.hidden", {
    read: (/** @type {any} */ now) => now.encoder.hidden.length,
    write: (/** @type {number} */ value) => {
      const now = state.config.value.encoder.hidden;
      turn("encoder.hidden", Array.from({ length: value }, (_, i) => now[i] ?? now.at(-1) ?? width.default), false);
    },
  });
  const widths = hidden.map((/** @type {number} */ _, /** @type {number} */ i) => control({ ...width, name: controls.layerWidth(i + 1) }, `encoder.hidden.${i}`, {
    read: (/** @type {any} */ now) => now.encoder.hidden[i] ?? width.default,
    write: (/** @type {number} */ value) => turn("encoder.hidden", state.config.value.encoder.hidden.map((/** @type {number} */ old, /** @type {number} */ n) => (n === i ? value : old)), false),
  }));
  const normalize = h("input", { type: "checkbox", checked: config.encoder.normalize, onchange: () => turn("encoder.normalize", normalize.checked, false) });
  const plain = catalog.encoder.filter((/** @type {Knob} */ knob) => knob !== width && typeof state.at(config, `encoder.${knob.id}`) === "number");
  return [layers, ...widths,
    hidden.length ? choice({ path: "encoder.activation", name: controls.activation, choices: catalog.activations, value: activation, choose: (name) => turn("encoder.activation", name, false) }) : null,
    ...plain.map((/** @type {Knob} */ knob) => control(knob, `encoder.${knob.id}`)),
    h("label", { class: "check", "data-path": "encoder.normalize" }, normalize, controls.normalize, restartSign())];
}
