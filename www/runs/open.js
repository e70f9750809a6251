/** A run that is dropped on the page or chosen: read, looked over, and gone on with. Until all of it is right, nothing changes. */
import { consent } from "../controls/consent.js";
import { kept as keptData } from "../csv/store.js";
import { whole } from "../format.js";
import { words } from "../language/language.js";
import { said } from "../language/offered.js";
import { addData, hasData } from "../nearfar.js";
import { dismiss, notify } from "../notices.js";
import { remember } from "../owndata.js";
import { instead, store } from "../csv/intake.js";
import * as state from "../state.js";
import { bring } from "../undo/track.js";
import { readRun } from "./file.js";

/** @typedef {import("./file.js").Brought} Brought */

const { runFile: say } = words;

/** @param {Blob & { name?: string }} file */
export async function take(file) {
  const name = String(file.name);
  instead();
  try {
    const { kept, brought } = await readRun(file);
    for (const config of [kept.config, kept.checkpoint.config]) {
      if (await consent(config, "file")) continue;
      return notify("status", "run-file", say.declined(name));
    }
    const named = brought && (await dataOf(brought, String(kept.config.data?.hash)));
    if (!(await bring(kept))) return;
    if (named && brought?.data) await store(named, brought.file, brought.part, brought.data);
    state.awaited.value = null;
    for (const key of ["own", "own-data"]) dismiss(key);
    notify("status", "run-file", say.open(name, whole(kept.checkpoint.step)));
  } catch (error) {
    notify("alert", "run-file", say.refused(name, said(/** @type {Error} */ (error).message)));
  }
}

/** The data that a run was trained on, from its file or from this device. @param {Brought} brought @param {string} hash */
async function dataOf({ file, part, data }, hash) {
  remember(hash, part);
  const found = data ?? (hasData(hash) ? null : (await keptData(hash))?.data);
  if (!found && !hasData(hash)) throw new Error(say.away(file, hash));
  const named = found && (await addData(found));
  if (named && named.hash !== hash) throw new Error(say.others(named.hash, hash));
  return named;
}
