// What bench/metric.mjs fits: seeded splits and pairs of Wine, of the digits, and of plain normal numbers.
import { readFileSync } from "node:fs";
import { normals } from "./page/cases.js";

/** The number of pairs that GMML's and ITML's authors draw for c classes: 40 c (c − 1). */
const usualCount = (classes) => 40 * classes * (classes - 1);

/** The share of each class that is for training. */
const TRAIN = 0.7;

/** Wine in `splits` stratified splits, each in two forms; `similar` and `dissimilar` are row numbers of `x`. */
export function wineCases(splits) {
  const { rows, labels } = table("wine");
  const classes = [...new Set(labels)];
  return Array.from({ length: splits }, (_, seed) => {
    const members = classes.map((wanted) => shuffled(labels.flatMap((label, row) => (label === wanted ? [row] : [])), 10 * seed + wanted));
    const train = members.flatMap((some) => some.slice(0, Math.round(TRAIN * some.length)));
    const test = members.flatMap((some) => some.slice(Math.round(TRAIN * some.length)));
    const pick = (from, chosen) => chosen.map((row) => from[row]);
    const drawn = pairs(pick(labels, train), usualCount(classes.length), seed);
    const common = { labels: pick(labels, train), testLabels: pick(labels, test), ...drawn };
    const [x, testX] = [pick(rows, train), pick(rows, test)];
    const scale = standardiser(x);
    return [
      { form: "standardised", x: x.map(scale), testX: testX.map(scale), ...common },
      { form: "raw", x, testX, ...common },
    ];
  }).flat();
}

/** The digits, pixels from 0 to 1: 64 of them, some of which are 0 in every digit. */
export function digitsCase() {
  const { rows, labels } = table("digits");
  return { x: rows.map((row) => row.map((value) => value / 16)), ...pairs(labels, usualCount(10), 1) };
}

/** Normal numbers in two classes of the same distribution, only to be timed. */
export function normalCase({ rows, dim, count }) {
  const values = normals(rows * dim, 1);
  const x = Array.from({ length: rows }, (_, row) => [...values.subarray(row * dim, (row + 1) * dim)]);
  return { x, ...pairs(x.map((_, row) => row % 2), count, 1) };
}

/** A data set of the site: the class first, a number for each name. */
function table(name) {
  const text = readFileSync(new URL(`../www/public/data/${name}.csv`, import.meta.url), "utf8");
  const lines = text.trim().split("\n").slice(1).map((line) => line.split(","));
  const names = [...new Set(lines.map(([name]) => name))];
  return { labels: lines.map(([name]) => names.indexOf(name)), rows: lines.map(([, ...values]) => values.map(Number)) };
}

/** In an order that the seed alone decides. */
function shuffled(items, seed) {
  const keys = normals(items.length, seed);
  return items.map((_, i) => i).sort((a, b) => keys[a] - keys[b]).map((i) => items[i]);
}

/** `count` random pairs of rows, each similar where its labels are equal: neighbours in one random order after another. */
function pairs(labels, count, seed) {
  const drawn = [];
  for (let round = 0; drawn.length < count; round++) {
    const order = shuffled(labels.map((_, row) => row), 1000 * (seed + 1) + round);
    for (let i = 0; i + 1 < order.length && drawn.length < count; i += 2) drawn.push([order[i], order[i + 1]]);
  }
  const same = ([a, b]) => labels[a] === labels[b];
  return { similar: drawn.filter(same), dissimilar: drawn.filter((pair) => !same(pair)) };
}

/** To mean 0 and variance 1 of the rows it is made from: the training rows, never the test's. */
function standardiser(rows) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const columns = rows[0].map((_, k) => {
    const values = rows.map((row) => row[k]);
    const centre = mean(values);
    return { centre, deviation: Math.sqrt(mean(values.map((value) => (value - centre) ** 2))) };
  });
  return (row) => row.map((value, k) => (value - columns[k].centre) / columns[k].deviation);
}
