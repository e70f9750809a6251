// What is measured once: time and bytes to the first loss, memory of a large batch, the same bits twice.
import { gzipSync } from "node:zlib";
import { family, peakAbove, processorTime, resetPeak } from "./measure.mjs";
import { openPage } from "./contestants.mjs";

const FIRST = "clip-256-64";
const FIRST_ROUNDS = 3;

/** 4 GiB if someone stored the matrix of similarities. */
const LARGE = { id: "large", kind: "clip", anchors: 32_768, rows: 32_768, dim: 64, temperature: 0.1 };

/** From navigation to the first loss, a fresh profile each time; with what came over the wire, gzipped. */
export async function firstLosses({ browser, origin, peers, sent }) {
  const found = new Map(peers.map(({ name }) => [name, []]));
  for (let round = 0; round < FIRST_ROUNDS; round++) {
    for (const { name, lib, backend } of peers) {
      const context = await browser.newContext();
      const page = await context.newPage();
      sent.length = 0;
      const ids = family(process.pid);
      const before = processorTime(ids);
      await page.goto(`${origin}/bench/index.html?lib=${lib}&backend=${backend}&first=${FIRST}`);
      await page.waitForFunction(() => globalThis.firstLoss, null, { timeout: 120_000, polling: 20 });
      const { milliseconds } = await page.evaluate(() => globalThis.firstLoss);
      // The page's own process is new: it counts from its start.
      const cpu = processorTime(family(process.pid)) - before;
      const bytes = sent.reduce((sum, { body }) => sum + gzipSync(body, { level: 9 }).length, 0);
      found.get(name).push({ wall: milliseconds, cpu, bytes });
      await context.close();
    }
  }
  const middle = (rounds, field) => rounds.map((round) => round[field]).sort((a, b) => a - b)[rounds.length >> 1];
  return [...found].map(([name, rounds]) => ({
    name,
    wall: middle(rounds, "wall"),
    cpu: middle(rounds, "cpu"),
    bytes: middle(rounds, "bytes"),
  }));
}

/** Each of our backends twice in one engine and once in a fresh one. */
export async function sameBits({ browser, origin, peers }) {
  const found = [];
  for (const peer of peers.filter(({ lib }) => lib === "nearfar")) {
    const seen = [];
    for (let fresh = 0; fresh < 2; fresh++) {
      const one = await openPage(browser, origin, peer);
      for (const id of ["clip-1024-64", "nt-xent-1024-128"]) {
        const { bits } = await one.page.evaluate((name) => bench.prepare(name), id);
        seen.push({ id, bits }, { id, bits: await one.page.evaluate(() => bench.bits()) });
      }
      await one.close();
    }
    const different = ["clip-1024-64", "nt-xent-1024-128"].filter(
      (id) => new Set(seen.filter((entry) => entry.id === id).map((entry) => entry.bits)).size > 1,
    );
    found.push({ name: peer.name, same: different.length === 0, different });
  }
  return found;
}

/** Peak memory of all the browser's processes above the idle page, during one large loss with gradients. */
export async function peaks({ browser, origin, peers }) {
  const found = [];
  for (const peer of peers.filter(({ lib }) => lib === "nearfar")) {
    const one = await openPage(browser, origin, peer);
    // The engine and its pipelines are there; what comes on top is the batch.
    await one.prepare({ id: "clip-256-64" });
    const before = resetPeak(family(process.pid));
    const { first, loss } = await one.page.evaluate((example) => bench.prepare(undefined, example), LARGE);
    const bytes = peakAbove(before);
    found.push({ name: peer.name, rows: LARGE.rows, dim: LARGE.dim, bytes, loss, wall: first });
    await one.close();
  }
  return found;
}
