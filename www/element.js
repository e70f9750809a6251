/**
 * `<nearfar-playground preset="moons">`: the playground in a frame, from this one file. It lies beside index.html as
 * nearfar-element.js, needs nothing else until an element comes near the window, and then loads that page.
 */
import titles from "virtual:titles";

const HERE = import.meta.url;
const PAGE = "index.html";
const MARGIN = "600px";
/** Something near the window that cannot be seen, as a slide before its turn, is looked at again after, in ms. */
const AGAIN = 250;
const HEIGHT = "640";
const LENGTH = /^\d+(\.\d+)?(px|r?em|[sld]?v(h|w|min|max)|%)?$/;
const THEMES = ["auto", "light", "dark"];
const ids = Object.keys(titles);

/** What stands inside an element is shown until the element is defined; then only the frame is, or the sentence. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(`:host { display: block; } :host([hidden]) { display: none; }
  p { margin: 0; padding: 1em; border: 1px solid; box-sizing: border-box; overflow-wrap: anywhere; }`);

export class NearfarPlayground extends HTMLElement {
  static observedAttributes = ["preset", "link", "height", "hide", "theme", "autorun", "backend", "title", "site"];

  #slot = document.createElement("slot");
  /** @type {HTMLIFrameElement | null} */
  #frame = null;
  /** The page in it listens. */
  #ready = false;
  #stale = false;
  #timer = 0;
  #near = new IntersectionObserver((entries) => this.#approach(entries[entries.length - 1].isIntersecting), { rootMargin: MARGIN });
  /** @param {MessageEvent} event */
  #heard = (event) => this.#hear(event);

  constructor() {
    super();
    this.#slot.name = "frame";
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
    this.shadowRoot?.append(this.#slot);
  }

  connectedCallback() {
    addEventListener("message", this.#heard);
    this.#renew();
  }

  disconnectedCallback() {
    removeEventListener("message", this.#heard);
    this.#leave();
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) return;
    if (this.#frame && name === "title") this.#frame.title = this.#title();
    // Colours change under a run that goes on.
    else if (name === "theme" && this.#ready && THEMES.includes(now ?? "auto")) this.#tell({ type: "nearfar:theme", theme: now ?? "auto" });
    else if (name === "height" && this.#frame && !this.#problem()) this.#frame.style.height = this.#height();
    else if (!this.#stale) {
      // Several attributes that change together are one new page.
      this.#stale = true;
      queueMicrotask(() => {
        this.#stale = false;
        if (this.isConnected) this.#renew();
      });
    }
  }

  #leave() {
    this.#near.disconnect();
    clearTimeout(this.#timer);
    this.#frame?.remove();
    this.#frame = null;
    this.#ready = false;
  }

  /** A new frame rather than a new address for the old one, which would be a step in the history of the page around it. */
  #renew() {
    this.#leave();
    const problem = this.#problem();
    const place = problem ? Object.assign(document.createElement("p"), { textContent: problem, role: "alert" }) : this.#slot;
    this.shadowRoot?.replaceChildren(place);
    if (problem) return;
    const frame = document.createElement("iframe");
    frame.slot = "frame";
    frame.title = this.#title();
    frame.allow = "clipboard-write; fullscreen";
    Object.assign(frame.style, { display: "block", width: "100%", height: this.#height(), maxWidth: "none", maxHeight: "none", margin: "0", border: "0" });
    this.#frame = frame;
    this.append(frame);
    this.#near.observe(frame);
  }

  /** @param {boolean} near */
  #approach(near) {
    clearTimeout(this.#timer);
    if (!near || !this.#frame) return;
    // On a slide that is not shown an element has its place, and is not seen in it.
    if (!(this.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) ?? true)) {
      this.#timer = window.setTimeout(() => this.#approach(true), AGAIN);
      return;
    }
    this.#near.disconnect();
    this.#frame.src = this.#address().href;
  }

  /** @returns {string} what is wrong with the attributes; "" if nothing is */
  #problem() {
    const [preset, link, height, theme] = ["preset", "link", "height", "theme"].map((name) => this.getAttribute(name));
    if (preset !== null && link !== null) return "This playground has both a preset and a link; give one of them.";
    if (preset !== null && !ids.includes(preset)) return `There is no preset ${JSON.stringify(preset)}. There are ${ids.join(", ")}.`;
    if (height !== null && !LENGTH.test(height.trim())) return `height is ${JSON.stringify(height)}; it must be a number of pixels, or a length such as 70vh.`;
    if (theme !== null && !THEMES.includes(theme)) return `theme is ${JSON.stringify(theme)}; it must be one of ${THEMES.join(", ")}.`;
    if (!/^https?:$/.test(this.#address().protocol)) return `The playground can be loaded by http or https only, not from ${this.#address().protocol}//.`;
    return "";
  }

  #height() {
    const height = (this.getAttribute("height") ?? HEIGHT).trim();
    return /[\d.]$/.test(height) ? `${height}px` : height;
  }

  #title() {
    const preset = titles[this.getAttribute("preset") ?? ""];
    return this.getAttribute("title") ?? (preset ? `Nearfar: ${preset}` : "Nearfar: see similarity being learned");
  }

  #address() {
    let page;
    try {
      // Where the site lies, or beside this script.
      page = new URL(PAGE, new URL(this.getAttribute("site") ?? ".", this.hasAttribute("site") ? document.baseURI : HERE));
    } catch {
      return new URL("about:blank");
    }
    page.searchParams.set("embed", "1");
    for (const name of ["preset", "hide", "theme", "backend"]) {
      const value = this.getAttribute(name);
      if (value !== null) page.searchParams.set(name, value);
    }
    const autorun = this.getAttribute("autorun");
    if (autorun !== null && autorun !== "false" && autorun !== "0") page.searchParams.set("autorun", "1");
    page.hash = (this.getAttribute("link") ?? "").replace(/^#/, "");
    return page;
  }

  /** @param {object} message */
  #tell(message) {
    this.#frame?.contentWindow?.postMessage(message, new URL(this.#frame.src).origin);
  }

  /** Only what the page in this very frame says, while it is still the page that was put there. @param {MessageEvent} event */
  #hear({ source, origin, data }) {
    if (!this.#frame?.src || source !== this.#frame.contentWindow || origin !== new URL(this.#frame.src).origin) return;
    if (data?.type === "nearfar:ready") {
      this.#ready = true;
      this.dispatchEvent(new CustomEvent("nearfar-ready", { bubbles: true }));
    } else if (data?.type === "nearfar:step" && Number.isInteger(data.step)) {
      const loss = typeof data.loss === "number" ? data.loss : null;
      this.dispatchEvent(new CustomEvent("nearfar-step", { bubbles: true, detail: { step: data.step, loss } }));
    }
  }
}

if (!customElements.get("nearfar-playground")) customElements.define("nearfar-playground", NearfarPlayground);
