/** The parts of an address after its #. */

/**
 * A comparison's part, `vs` and `vs.…`, the `lens`, the `lecture`, the `proof` and data of one's `own` are the page's and no
 * setting of an experiment, which are left in `own`.
 * @param {string} hash with or without its #
 */
export function parted(hash) {
  const parts = hash.replace(/^#/, "").split("&");
  /** @param {RegExp} key */
  const cut = (key) => parts.filter((part) => key.test(part));
  const [versus, lenses, proofs] = [cut(/^vs(\.|=|$)/), cut(/^lens(\.|=|$)/), cut(/^proof(=|$)/)];
  return { data: cut(/^own(\.|=|$)/)[0] ?? "", own: cut(/^(?!(vs|lens)(\.|=|$)|(proof|lecture)(=|$)|own(\.|=|$))/).join("&"), versus: versus.length ? versus.join("&") : null,
    lens: lenses.find((part) => part.startsWith("lens="))?.slice("lens=".length) ?? "", more: lenses.filter((part) => part.startsWith("lens.")).join("&"),
    lecture: cut(/^lecture=/)[0]?.slice("lecture=".length) ?? "", proof: proofs.length ? proofs.map((part) => part.slice("proof=".length)).join(",") : null };
}
