/** What someone takes away as a file: whatever the page made it of. */

/** @typedef {{ name: string, type: string, content: BlobPart }} File */

/** Hands a file to the browser's downloads; its name. @param {File} file */
export function save({ name, type, content }) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const anchor = document.createElement("a");
  Object.assign(anchor, { href: url, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return name;
}
