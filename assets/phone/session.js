// What a group does at any moment, from its plan and the last that the laptop said: it goes on without a network.

const KINDS = ["run-forward", "run-backward", "walk-forward", "walk-backward", "stand", "turn"];
const LAST_SECONDS = 10;
const SOON_S = 5;

const clockText = (seconds) => {
  const two = (n) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};

const filled = (text, parts) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in parts ? parts[name] : whole));

class Group {
  constructor(plan, speed) {
    const t = plan.texts;
    let start = 0;
    this.name = plan.name;
    this.ready = plan.ready;
    this.speed = speed;
    this.steps = plan.steps.map(([ms, flags, kind, title, name, round, distance, length]) => {
      const step = { ms, start, isOpen: Boolean(flags & 1), isEstimate: Boolean(flags & 2), kind };
      start += ms;
      return Object.assign(step, {
        title: t[title], name: t[name], round: t[round], distance: t[distance], length: t[length],
      });
    });
    this.total = start;
    this.isEstimate = this.steps.some((step) => step.isEstimate);
    this.lastOpen = this.steps.reduce((last, step, n) => (step.isOpen ? n : last), -1);
    this.said = null;
  }

  follow(said) {
    this.said = said;
  }

  length(index) {
    if (index < 0) return this.ready;
    return this.steps[index].isOpen ? Infinity : this.steps[index].ms;
  }

  // Where the group is at `now` of the laptop: the interval, how far into it in ms, how many were entered.
  place(now) {
    const said = this.said;
    if (said.state !== "running" && said.state !== "get-ready") {
      return { state: said.state, index: said.index, offset: said.offset, visit: said.visit, slept: said.slept };
    }
    let { index, visit } = said;
    let offset = Math.max(0, (now - said.began) * this.speed);
    while (offset >= this.length(index)) {
      offset -= this.length(index);
      if (index + 1 === this.steps.length) return { state: "finished", index, offset: this.length(index), visit };
      index += 1;
      visit += 1;
    }
    return { state: index < 0 ? "get-ready" : "running", index, offset, visit };
  }

  // What is shown at `now`, in words and numbers.
  show(now, words) {
    const place = this.place(now);
    const step = place.index < 0 ? null : this.steps[place.index];
    const isOver = place.state === "finished";
    const length = this.length(place.index);
    const left = length - place.offset;
    const following = isOver ? null : this.steps[place.index + 1] || null;
    const seconds = Number.isFinite(left) ? Math.ceil(left / 1000 - 1e-9) : null;
    return {
      ...place,
      step,
      kind: isOver || !step ? -1 : step.kind,
      title: isOver ? words.finished : step ? step.title : words.ready,
      distance: step && !isOver ? step.distance : "",
      name: step && !isOver ? step.name : "",
      round: step && !isOver ? step.round : "",
      digits: isOver ? "" : this.digits(seconds, place.offset),
      left: isOver ? "" : this.left(place, words),
      next: isOver ? "" : following ? following.title : words.finish,
      nextLength: following ? following.length : "",
      nextKind: following ? following.kind : -1,
      isSoon: place.state === "running" && seconds !== null && seconds <= SOON_S,
      part: isOver ? 1 : Number.isFinite(length) && length ? Math.min(1, place.offset / length) : 0,
      at: isOver ? 1 : this.at(place) / Math.max(1, this.total),
    };
  }

  digits(seconds, offset) {
    if (seconds === null) return clockText(Math.floor(offset / 1000));
    return seconds <= LAST_SECONDS ? String(seconds) : clockText(seconds);
  }

  left(place, words) {
    if (this.lastOpen >= Math.max(0, place.index)) return "";
    const text = clockText(Math.ceil((this.total - this.at(place)) / 1000 - 1e-9));
    return filled(words.left, { time: this.isEstimate ? `≈ ${text}` : text });
  }

  at(place) {
    if (place.index < 0) return 0;
    const step = this.steps[place.index];
    return step.start + Math.min(place.offset, step.ms);
  }

  // How many ms pass from `now` until other digits are due.
  wait(now) {
    const place = this.place(now);
    if (place.state !== "running" && place.state !== "get-ready") return Infinity;
    const left = this.length(place.index) - place.offset;
    const total = this.total - this.at(place);
    const rest = Number.isFinite(left) ? left % 1000 || 1000 : 1000 - (place.offset % 1000);
    const ofTotal = place.index < 0 ? Infinity : total % 1000 || 1000;
    return Math.min(rest, ofTotal) / this.speed;
  }
}
