/** Few files where the bundler would make many: each costs a request, and the page asks for all of them before its first line runs. */

/** @typedef {{ getModuleInfo(id: string): { importedIds: readonly string[] } | null }} Modules */

/** All that a script loads before it runs. @param {string} entry @param {Modules} modules */
function loadedBy(entry, modules) {
  const found = new Set([entry]);
  for (const id of found) modules.getModuleInfo(id)?.importedIds.forEach((next) => found.add(next));
  return found;
}

/**
 * A group of the bundler's: what all of `entries` load before they run goes into one file, unless an earlier group has it.
 * @param {string} name
 * @param {string[]} entries paths of scripts
 */
export function together(name, entries) {
  /** @type {Set<string>[] | undefined} */
  let loaded;
  return {
    name(/** @type {string} */ id, /** @type {Modules} */ modules) {
      loaded ??= entries.map((entry) => loadedBy(entry, modules));
      return loaded.every((all) => all.has(id)) ? name : null;
    },
  };
}
