// The page needs a worker for sure, and this, imported before all else, runs while the engine is being compiled. It is a
// file of its own in the built site, because whatever stands in one with nearfar.js waits for the engine.
import { compile } from "./lab/load.js";
import { spawnEarly } from "./lab/spawn.js";

spawnEarly(compile());
