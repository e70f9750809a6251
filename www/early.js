// The page needs a worker for sure, and this, imported before all else, runs while the engine is being compiled. It is a
// file of its own in the built site, because whatever stands in one with nearfar.js waits for the engine.
import { compile } from "./lab/load.js";
import { spawnEarly } from "./lab/spawn.js";

spawnEarly(compile());

// Nor is an empty page laid out and painted first, if the full one is there within this time, in ms.
const PATIENCE = 500;
const { classList } = document.documentElement;
classList.add("building");
setTimeout(() => classList.remove("building"), PATIENCE);
