// The page: what is shown when, what a tap does, and what is remembered of this phone's own settings.

const $ = (id) => document.getElementById(id);
const NOTE_MS = 4000;
const MOTION_MS = 250;
const SIZES = [1, 1.25, 1.6];

class Page {
  constructor(words, key) {
    this.words = words;
    this.clock = new Clock();
    this.sound = new Sound(this.clock, () => this.note(words.nosound));
    this.faces = [];
    this.groups = [];
    this.plan = null;
    this.said = null;
    this.chosen = null;
    this.marked = 0;
    this.spoken = "";
    this.link = new Link(key, this.clock, {
      plan: (plan) => this.usePlan(plan),
      state: (state) => this.useState(state),
      cues: (cues) => this.sound.take(cues),
      heard: () => this.draw(),
      changed: () => this.draw(),
      begun: () => this.askForSound(),
      arrived: (ok) => this.noteArrival(ok),
      full: () => this.message(words.full),
      refused: () => this.message(words.wrong),
      ended: () => this.end(),
    });
    this.restore();
    this.build();
    this.listen();
    if (key) this.link.open();
    else this.message(words.wrong);
  }

  build() {
    const { words } = this;
    put($("more"), "⋯");
    $("more").setAttribute("aria-label", words.more);
    put($("keep"), words.awake);
    this.buttons = {};
    const add = (name, label, act) => {
      const made = (this.buttons[name] = el("button", $("buttons")));
      made.type = "button";
      put(made, label);
      made.addEventListener("click", act);
    };
    add("pause", words.pause, () => this.toggle());
    add("next", `${words.next} →`, () => this.ask("next", { visit: this.shown(0).visit }));
    add("add", words.add, () => this.ask("add-30-s"));
    add("previous", `← ${words.back}`, () => this.ask("previous", { visit: this.shown(0).visit }));
    add("cool", words.cool, () => this.ask("cool-down"));
    add("sound", `♪ ${words.here}`, () => this.toggleSound());
    this.buttons.sound.setAttribute("aria-label", words.sound);
    for (const [name, what] of [["resume", words.resume], ["jump", words.jump]]) {
      const made = el("button", $("ask"));
      put(made, what);
      made.addEventListener("click", () => this.ask(name));
    }
    let pressed = null; // the moment that counts is when the finger came down
    $("arrived").addEventListener("pointerdown", (event) => (pressed = event.timeStamp));
    $("arrived").addEventListener("click", (event) => {
      this.arrive(this.stamp(pressed === null ? event.timeStamp : pressed));
      pressed = null;
    });
    $("more").addEventListener("click", () => this.openSheet());
  }

  listen() {
    addEventListener("resize", () => this.refit());
    addEventListener("online", () => this.link.wake());
    addEventListener("offline", () => this.draw());
    for (const kind of ["pointerup", "keyup"]) document.addEventListener(kind, () => this.keepAwake(false));
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) return;
      if (this.clock.slept() || !this.link.isConnected) this.link.wake();
      else this.link.exchange();
      if (this.isAwake) this.keepAwake(true);
      this.draw();
    });
    if (document.fonts) document.fonts.load("700 20px RT").then(() => this.refit());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.useTheme());
  }

  // what the laptop says

  usePlan(plan) {
    this.plan = plan;
    this.groups = plan.groups.map((group) => new Group(group, plan.speed));
    if (this.chosen !== null && this.chosen >= this.groups.length) this.chosen = null;
    if (this.said) this.groups.forEach((group, n) => group.follow(this.said.groups[n]));
    this.layOut();
  }

  useState(state) {
    this.said = state;
    this.groups.forEach((group, n) => group.follow(state.groups[n]));
    if (this.sheetSound) this.fillSheet();
  }

  layOut() {
    const shown = this.chosen === null ? this.groups : [this.groups[this.chosen]];
    $("faces").replaceChildren();
    $("faces").classList.toggle("many", shown.length > 1);
    const columns = shown.length < 2 ? 1 : innerWidth > innerHeight ? (shown.length > 4 ? 3 : 2) : shown.length > 3 ? 2 : 1;
    $("faces").style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
    this.colours = new Colours();
    this.faces = shown.map((group) => new Face($("faces"), group, this.words));
    const isMany = this.groups.length > 1;
    $("groups").hidden = !isMany;
    $("groups").replaceChildren();
    for (const [n, name] of isMany ? [[null, this.words.all], ...this.groups.map((group, n) => [n, group.name])] : []) {
      const made = el("button", $("groups"));
      put(made, name || `${this.words.group} ${n + 1}`);
      made.setAttribute("aria-current", String(this.chosen === n));
      made.addEventListener("click", () => {
        this.chosen = n;
        this.layOut();
        this.draw();
      });
    }
  }

  shown(n) {
    const at = this.clock.isSet ? this.clock.laptop() : 0;
    return this.groups[this.chosen === null ? n : this.chosen].show(at, this.words);
  }

  // Show everything as it is now, and again when something else is due.
  draw() {
    clearTimeout(this.timer);
    if (!this.plan || !this.said || !this.clock.isSet) return;
    if (this.clock.slept()) this.link.wake();
    $("app").hidden = false;
    if (!this.link.isOver && !this.link.isFull) put($("message"), "");
    const now = this.clock.laptop();
    let last = null;
    let all = "";
    for (const face of this.faces) {
      const shown = face.group.show(now, this.words);
      last = { shown, ...face.show(shown, this.said.lines, this.colours) };
      const parts = shown.state === "paused" ? [this.words.paused] : [shown.title, shown.distance, shown.round];
      all += [face.group.name, ...parts].filter(Boolean).join(", ");
    }
    this.show(last);
    if (all !== this.spoken) put($("spoken"), (this.spoken = all));
    const waits = this.faces.map((face) => face.group.wait(now));
    const wait = Math.min(...waits, last.shown.state === "running" ? MOTION_MS : 1000);
    this.timer = setTimeout(() => this.draw(), Math.max(4, wait + 1));
  }

  show({ shown, ground, isSoon, to }) {
    const { words } = this;
    const one = this.faces.length === 1;
    put($("name"), shown.state === "ready" ? `${this.plan.name}: ${words.wait}` : this.plan.name);
    put($("round"), one ? shown.round : "");
    const before = this.ground;
    this.ground = one ? ground : this.colours.paper;
    if (before !== this.ground) {
      $("app").style.setProperty("--ground", this.ground);
      document.body.style.background = this.ground;
      if (before && one) this.flash();
    }
    $("app").style.boxShadow = one && isSoon ? `inset 0 0 0 calc(var(--u)*.5) ${to}` : "none";
    const isControl = this.link.role === "control" || (this.wasControl && this.link.role === undefined);
    this.wasControl = isControl;
    $("app").classList.toggle("control", isControl);
    if ($("controls").hidden === isControl) {
      $("controls").hidden = !isControl;
      this.refit();
    }
    this.showControls(shown);
    const waiting = this.link.arrivals.length;
    const away = !this.link.isConnected && !this.link.isOver;
    this.tell("offline", away ? [words.offline, waiting ? filled(words.arrivals, { n: waiting }) : ""].filter(Boolean).join(". ") : "");
  }

  showControls(shown) {
    const { words } = this;
    const { state } = shown;
    const isOn = this.link.isConnected && state !== "ready" && state !== "finished";
    const isPaused = state === "paused";
    put(this.buttons.pause, isPaused ? words.resume : words.pause);
    for (const name of ["pause", "next", "add", "previous", "cool"]) this.buttons[name].disabled = !isOn;
    this.buttons.add.disabled ||= shown.step === null || shown.step.isOpen;
    this.buttons.previous.disabled ||= shown.step === null;
    this.buttons.cool.disabled ||= shown.step === null;
    this.buttons.sound.setAttribute("aria-pressed", String(this.sound.isOn));
    const isOpen = Boolean(shown.step && shown.step.isOpen) && state === "running";
    this.taps = isOpen && !this.plan.ends;
    const takes = state !== "ready";
    put($("arrived"), this.taps ? words.open : words.arrived + (this.marked ? ` · ${this.marked}` : ""));
    $("arrived").disabled = this.taps && !isOn;
    if ($("arrived").hidden === takes || $("ask").hidden === Boolean(shown.slept)) {
      $("arrived").hidden = !takes;
      $("ask").hidden = !shown.slept;
      this.refit();
    }
    if (isPaused && shown.slept) this.note(words.slept);
  }

  refit() {
    for (const face of this.faces) face.fit();
    this.draw();
  }

  flash() {
    $("app").classList.remove("ground-change");
    void $("app").offsetWidth;
    $("app").classList.add("ground-change");
  }

  tell(id, text) {
    put($(id), text);
    const isHidden = !text;
    if ($(id).hidden !== isHidden) {
      $(id).hidden = isHidden;
      for (const face of this.faces) face.fit();
    }
  }

  note(text) {
    clearTimeout(this.noted);
    this.tell("note", text);
    this.noted = setTimeout(() => this.tell("note", ""), NOTE_MS);
  }

  message(text) {
    put($("message"), text);
  }

  end() {
    this.sound.turnOff();
    const isOver = this.groups.every((group) => group.said.state === "finished");
    if (isOver) this.tell("note", this.words.ended);
    else this.message(this.words.off);
    $("controls").hidden = true;
    clearTimeout(this.noted);
  }

  // what a tap does

  get target() {
    return this.chosen === null ? {} : { group: this.chosen };
  }

  ask(what, details = {}) {
    this.link.do(what, { ...details, ...this.target }, (ok) => {
      if (ok === false) this.note(this.words.no);
    });
  }

  toggle() {
    this.ask(this.shown(0).state === "paused" ? "resume" : "pause");
  }

  // When an event was, on this page's clock; some browsers stamp with another one.
  stamp(at) {
    const now = performance.now();
    return at > 0 && Math.abs(now - at) < 2000 ? at : now;
  }

  arrive(at) {
    if (this.taps) {
      this.ask("next", { visit: this.shown(0).visit });
      return;
    }
    this.link.arrive(this.clock.laptop(at), this.target);
    this.marked += 1;
    $("arrived").classList.add("done");
    setTimeout(() => $("arrived").classList.remove("done"), 250);
    this.draw();
  }

  noteArrival(ok) {
    if (ok) return;
    this.marked -= 1;
    this.note(this.words.no);
  }

  toggleSound() {
    if (this.sound.isOn) this.sound.turnOff();
    else this.sound.turnOn();
    this.link.say({ sound: this.sound.isOn });
    this.draw();
  }

  // Each connection is to be asked for the sound.
  askForSound() {
    if (this.sound.isOn) this.link.say({ sound: true });
  }

  keepAwake(isAsked) {
    if (this.isAwake && !isAsked) return;
    const video = $("awake");
    const played = video.play();
    if (!played) return;
    played.then(
      () => {
        this.isAwake = true;
        $("keep").hidden = true;
        this.refit();
      },
      () => this.note(this.words.asleep),
    );
  }

  // what is set on this phone

  restore() {
    try {
      this.own = JSON.parse(localStorage.getItem("own")) || {};
    } catch {
      this.own = {};
    }
    this.useTheme();
    document.documentElement.style.setProperty("--scale", SIZES[this.own.size] || 1);
  }

  set(name, value) {
    this.own[name] = value;
    try {
      localStorage.setItem("own", JSON.stringify(this.own));
    } catch {
      // a private window may refuse
    }
    this.restore();
    this.colours = new Colours();
    this.faces.forEach((face) => (face.seen = {}));
    this.refit();
  }

  useTheme() {
    const isDark = this.own.dark === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : this.own.dark;
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
    if (this.faces.length) {
      this.colours = new Colours();
      this.draw();
    }
  }

  openSheet() {
    this.sheetSound = true;
    this.sheetSeen = "";
    this.fillSheet();
    $("sheet").showModal();
    $("sheet").onclose = () => (this.sheetSound = false);
  }

  // A button that is put in another's place under a finger gets no click: so only where something has changed.
  fillSheet() {
    const { words } = this;
    const isRunning = !["ready", "finished"].includes(this.shown(0).state);
    const { volume, muted } = this.said || {};
    const seen = JSON.stringify([this.sound.isOn, this.own, this.colours.isDark, this.link.role, volume, muted, isRunning]);
    if (seen === this.sheetSeen) return;
    this.sheetSeen = seen;
    const sheet = document.createElement("div");
    sheet.className = "sheet";
    const add = (label, act, isPressed) => {
      const made = el("button", sheet);
      put(made, label);
      if (isPressed !== undefined) made.setAttribute("aria-pressed", String(isPressed));
      made.addEventListener("click", () => {
        act();
        if (this.sheetSound) this.fillSheet();
      });
      return made;
    };
    add(`♪ ${words.sound}`, () => this.toggleSound(), this.sound.isOn).className = "wide";
    add(words.larger, () => this.set("size", ((this.own.size || 0) + 1) % SIZES.length), Boolean(this.own.size));
    add(words.theme, () => this.set("dark", document.documentElement.dataset.theme !== "dark"), this.colours.isDark);
    if (this.link.role === "control" && this.said) {
      put(el("p", sheet), filled(words.volume, { percent: this.said.volume }));
      add(words.less, () => this.ask("softer"));
      add(words.louder, () => this.ask("louder"));
      add(words.mute, () => this.ask(this.said.muted ? "unmute" : "mute"), this.said.muted);
      add(words.restart, () => this.ask("restart", { visit: this.shown(0).visit }));
      const stop = add(words.stop, () => this.askToStop());
      stop.className = "wide stop";
      stop.disabled = !isRunning;
    }
    add(words.close, () => $("sheet").close()).className = "wide";
    $("sheet").replaceChildren(sheet);
  }

  // Stop is asked twice: it ends everybody's session.
  askToStop() {
    this.sheetSound = false;
    const sheet = document.createElement("div");
    sheet.className = "sheet";
    put(el("p", sheet), this.words.stopAsk);
    const cancel = el("button", sheet);
    put(cancel, this.words.cancel);
    cancel.addEventListener("click", () => $("sheet").close());
    const stop = el("button", sheet);
    put(stop, this.words.stop);
    stop.addEventListener("click", () => {
      this.ask("stop");
      $("sheet").close();
    });
    $("sheet").replaceChildren(sheet);
    cancel.focus();
  }
}

const retrotimer = new Page(JSON.parse($("words").textContent), location.hash.slice(1));
