/** Elements without a framework, and without innerHTML: Trusted Types are on. */

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any> | null} [properties] `on…` functions are listeners, `class` and names with a
 *   dash are attributes, true and false set or leave out an attribute, anything else is a property
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (typeof value === "function" && key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === undefined || value === null) continue;
    else if (key === "class" || key === "for" || key === "role" || key === "list" || key.includes("-")) {
      if (value !== false) element.setAttribute(key, value === true ? "" : String(value));
    } else /** @type {any} */ (element)[key] = value;
  }
  put(element, ...children.flat());
  return element;
}

/**
 * @param {Element} element
 * @param {...Child} children replace what was there
 */
export function put(element, ...children) {
  element.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child))));
}

/** Prose with its indices set low and its exponents high: d_A, Σ_S, n^{−αβ}; and no line ends between a number and its per cent. @param {string} text @returns {Child[]} */
export const subscripts = (text) => text.replace(/(\d) (?=%)/g, "$1\u00a0").split(/(_\w|\^\{[^}]*\})/).map((part) => (part.startsWith("_") && part.length === 2 ? h("sub", null, part.slice(1)) : part.startsWith("^{") ? h("sup", null, part.slice(2, -1)) : part));

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element #${id}.`);
  return element;
}

let serial = 0;
/** @param {string} stem */
export const freshId = (stem) => `${stem}-${++serial}`;

/**
 * Calls `action` once things have been quiet for `ms`.
 * @template {any[]} A
 * @param {number} ms
 * @param {(...args: A) => void} action
 * @returns {(...args: A) => void}
 */
export function debounce(ms, action) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => action(...args), ms);
  };
}

/** Does what nobody waits for, once the page has nothing else to do. @param {() => void} action */
export function whenIdle(action) {
  if ("requestIdleCallback" in window) requestIdleCallback(action, { timeout: 5000 });
  else setTimeout(action, 1000);
}

/** Whether anything may be kept on the reader's device: not by a page in a frame, which is a part of someone else's. */
export const keeps = () => window.parent === window && new URLSearchParams(location.search).get("embed") !== "1";

/** What the browser remembers for next time; private windows may refuse, and then it is just not kept. */
export const memory = {
  /** @param {string} key */
  get(key) {
    try {
      return localStorage.getItem(`nearfar:${key}`);
    } catch {
      return null;
    }
  },
  /**
   * @param {string} key
   * @param {string} value
   */
  set(key, value) {
    if (!keeps()) return;
    try {
      localStorage.setItem(`nearfar:${key}`, value);
    } catch { /* not kept */ }
  },
};
