// Draw the faces: direction's colour, arrow, word, digits that fill, what comes next, and the ribbon.

const UP = new Set([0, 2]);
const DOWN = new Set([1, 3]);
const TALL = [0.92, 0.92, 0.5, 0.5, 0.24, 0.24];

const el = (tag, parent, name = "") => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (parent) parent.append(made);
  return made;
};

const put = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

// An arrow as a picture: filled for a word, chevrons for the ground, nothing where there is no direction.
const SVG = "http://www.w3.org/2000/svg";
const picture = (parent, box, points) => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", box);
  svg.setAttribute("aria-hidden", "true");
  for (const one of points) {
    const shape = document.createElementNS(SVG, "polygon");
    shape.setAttribute("points", one);
    svg.append(shape);
  }
  parent.append(svg);
  return svg;
};

const flip = (points, high) => points.replace(/(-?[\d.]+),(-?[\d.]+)/g, (_all, x, y) => `${x},${high - y}`);

const arrow = (parent, kind) => {
  const up = ["50,4 100,96 0,96"];
  if (UP.has(kind)) return picture(parent, "0 0 100 100", up);
  if (DOWN.has(kind)) return picture(parent, "0 0 100 100", up.map((one) => flip(one, 100)));
  if (kind === 5) return picture(parent, "0 0 100 100", ["50,0 100,46 0,46", "50,100 100,54 0,54"]);
  return null;
};

const chevrons = (parent, kind) => {
  const one = (y) => `50,${y} 100,${y + 26} 100,${y + 44} 50,${y + 18} 0,${y + 44} 0,${y + 26}`;
  const up = [one(0), one(28), one(56)];
  if (UP.has(kind)) return picture(parent, "0 0 100 100", up);
  if (DOWN.has(kind)) return picture(parent, "0 0 100 100", up.map((points) => flip(points, 100)));
  return null;
};

const measure = document.createElement("canvas").getContext("2d");
const widthOf = (text, tabular) => {
  measure.font = '700 100px RT,"Arial Narrow",sans-serif';
  const plain = tabular ? text.replace(/\d/g, "0") : text;
  return measure.measureText(plain).width / 100;
};

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const mix = (a, b, share) => {
  const part = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
  return `rgb(${[1, 3, 5].map((at) => Math.round(part(a, at) * share + part(b, at) * (1 - share))).join()})`;
};

class Colours {
  constructor() {
    this.isDark = document.documentElement.dataset.theme === "dark";
    this.kinds = KINDS.map((_kind, n) => css(`--k${n}`));
    [this.ready, this.paper, this.ink, this.head] = ["--ready", "--paper", "--ink", "--head"].map(css);
  }

  ground(shown) {
    if (shown.state === "paused") return this.kinds[4];
    if (shown.kind < 0) return this.ready;
    const own = this.kinds[shown.kind];
    return this.isDark && shown.kind < 4 ? mix(["#56b4e9", "#e69f00", "#b3dcf4", "#f6d38a"][shown.kind], this.paper, 0.3) : own;
  }

  arrow(kind) {
    return this.isDark && kind >= 0 && kind < 4 ? ["#56b4e9", "#e69f00", "#b3dcf4", "#f6d38a"][kind] : this.ink;
  }
}

class Face {
  constructor(parent, group, words) {
    this.group = group;
    this.words = words;
    this.isOne = !parent.classList.contains("many");
    this.root = el("article", parent, "face");
    this.heading = group.name ? el("h2", this.root) : null;
    if (this.heading) put(this.heading, group.name);
    this.title = el("div", this.root, "title");
    this.field = el("div", this.root, "field");
    this.digits = el("div", this.field, "digits");
    this.digits.setAttribute("role", "timer");
    this.digits.setAttribute("aria-live", "off");
    this.caption = el("div", this.root, "caption");
    this.bar = el("i", el("div", this.root, "bar"));
    const next = el("div", this.root, "next");
    this.next = el("b", next);
    this.left = el("span", next, "left");
    this.canvas = el("canvas", this.root);
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", words.ribbon);
    this.seen = {};
  }

  // Do `change` where `value` is another than the last time.
  once(name, value, change) {
    if (this.seen[name] === value) return;
    this.seen[name] = value;
    change(value);
  }

  show(shown, lines, colours) {
    const title = shown.state === "paused" ? this.words.paused : shown.title;
    const far = shown.state === "paused" ? "" : shown.distance;
    const kind = shown.state === "paused" ? -1 : shown.kind;
    this.once("title", `${title}|${far}|${kind}`, () => {
      this.title.replaceChildren();
      arrow(this.title, kind);
      for (const text of [title, far]) if (text) put(el("span", this.title), text);
      this.fitTitle();
    });
    this.once("chevrons", kind, () => {
      const old = this.field.querySelector("svg");
      if (old) old.remove();
      const made = chevrons(this.field, kind);
      if (made) this.field.prepend(made);
    });
    this.once("digits", shown.digits, () => {
      put(this.digits, shown.digits);
      this.once("length", shown.digits.replace(/\d/g, "0"), () => this.fitDigits());
    });
    put(this.caption, [shown.state === "paused" ? shown.title : shown.name, ...lines].filter(Boolean).join("  ·  "));
    this.once("next", `${shown.next}|${shown.nextLength}|${shown.nextKind}`, () => {
      this.next.replaceChildren();
      if (!shown.next) return;
      put(el("em", this.next), this.words.nextTo);
      arrow(this.next, shown.nextKind);
      for (const text of [shown.next, shown.nextLength]) if (text) put(el("span", this.next), text);
    });
    put(this.left, shown.left);
    this.bar.style.transform = `scaleX(${shown.part.toFixed(4)})`;
    const ground = colours.ground(shown);
    this.once("ground", ground, () => this.root.style.setProperty("--ground", ground));
    this.root.style.setProperty("--arrow", colours.arrow(kind));
    const isSoon = shown.isSoon && shown.nextKind !== shown.kind;
    this.root.classList.toggle("soon", isSoon);
    const to = shown.nextKind < 0 ? colours.ready : colours.kinds[shown.nextKind];
    this.root.style.setProperty("--to", to);
    this.root.style.setProperty("--to-ink", shown.nextKind === 0 || shown.nextKind === 1 ? "#111417" : "#f8f8f4");
    this.drawRibbon(shown, colours);
    return { ground, isSoon, to };
  }

  // Fill what there is room for; to be called when the size of the page changes, too.
  fit() {
    this.seen.ribbon = "";
    this.fitTitle();
    this.fitDigits();
  }

  fitTitle() {
    const unit = parseFloat(getComputedStyle(document.body).fontSize);
    const parts = [...this.title.children].map((one) => (one.tagName === "SPAN" ? widthOf(one.textContent.toUpperCase()) : 0.75));
    const wide = parts.reduce((sum, part) => sum + part + 0.25, -0.25);
    const room = this.root.clientWidth * (this.isOne ? (innerWidth > innerHeight ? 0.72 : 1) : 0.5);
    const most = Math.max(unit * 1.2, Math.min(unit * 4, this.root.clientHeight * 0.15));
    this.title.style.fontSize = `${Math.min(most, ((room || 300) / Math.max(0.1, wide)) * 0.98)}px`;
  }

  fitDigits() {
    const { clientWidth, clientHeight } = this.field;
    const wide = widthOf(this.digits.textContent || "0:00", true);
    this.digits.style.fontSize = `${Math.max(20, Math.min((clientWidth * 0.96) / wide, (clientHeight * 0.94) / 0.72))}px`;
  }

  drawRibbon(shown, colours) {
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [this.canvas.clientWidth, this.canvas.clientHeight];
    const at = Math.round(shown.at * (width - 20) * ratio);
    this.once("ribbon", `${width} ${height} ${ratio} ${at} ${colours.isDark}`, () => {
      if (!width) return;
      if (this.canvas.width !== Math.round(width * ratio)) this.canvas.width = Math.round(width * ratio);
      if (this.canvas.height !== Math.round(height * ratio)) this.canvas.height = Math.round(height * ratio);
      const pen = this.canvas.getContext("2d");
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, width, height);
      const [left, wide, middle] = [10, width - 20, height / 2];
      const half = middle - 5;
      for (const step of this.group.steps) {
        const [from, to] = [step.start, step.start + step.ms].map((ms) => left + (ms / Math.max(1, this.group.total)) * wide);
        const high = TALL[step.kind] * half;
        const top = UP.has(step.kind) ? middle - high : DOWN.has(step.kind) ? middle : middle - high / 2;
        pen.globalAlpha = to <= left + shown.at * wide ? 0.4 : 1;
        pen.fillStyle = colours.kinds[step.kind];
        pen.fillRect(from, top, Math.max(0.7, to - from), high);
        if (to - from > 4) {
          pen.strokeStyle = colours.ink;
          pen.lineWidth = 1;
          pen.strokeRect(from + 0.5, top + 0.5, to - from - 1, high - 1);
        }
      }
      pen.globalAlpha = 1;
      pen.fillStyle = colours.ink;
      pen.fillRect(left, middle - 0.75, wide, 1.5);
      const head = left + shown.at * wide;
      pen.fillStyle = colours.paper;
      pen.fillRect(head - 3.5, 0, 7, height);
      pen.fillStyle = colours.head;
      pen.fillRect(head - 1.5, 2, 3, height - 4);
    });
  }
}
