// The socket to the laptop: it comes back by itself, keeps arrivals until they are acknowledged, and tells the time.

const BURST = 8;
const BURST_MS = 150;
const EXCHANGE_MS = 5000;
const SILENT_MS = 2000;
const AGAIN_MS = 1000;
const FULL_MS = 10000;
const REFUSED = 1008;

class Link {
  constructor(key, clock, on) {
    this.key = key;
    this.clock = clock;
    this.on = on;
    this.socket = null;
    this.heard = -Infinity;
    this.id = 0;
    this.waiting = new Map();
    this.isOver = false;
    this.isFull = false;
    this.kept = `arrivals ${key}`;
    this.arrivals = this.restored();
  }

  get isConnected() {
    return this.role !== undefined && performance.now() - this.heard < SILENT_MS;
  }

  open() {
    clearTimeout(this.retry);
    const socket = (this.socket = new WebSocket(`ws://${location.host}/socket`));
    this.role = undefined;
    socket.onopen = () => {
      if (this.key) socket.send(JSON.stringify({ key: this.key }));
    };
    socket.onmessage = (event) => {
      if (socket === this.socket) this.take(JSON.parse(event.data), performance.now());
    };
    socket.onclose = (event) => {
      if (socket === this.socket) this.closed(event.code);
    };
  }

  // Try again at once: the network is back, or somebody looks at the page again.
  wake() {
    if (this.isOver) return;
    if (!this.isConnected) this.open();
    else this.exchange();
  }

  closed(code) {
    this.role = undefined;
    clearInterval(this.exchanges);
    for (const done of this.waiting.values()) done(null);
    this.waiting.clear();
    if (code === REFUSED) {
      this.isOver = true;
      this.on.refused();
    } else if (!this.isOver) {
      this.retry = setTimeout(() => this.open(), this.isFull ? FULL_MS : AGAIN_MS);
    }
    this.on.changed();
  }

  take(message, now) {
    this.heard = now;
    this.isFull = Boolean(message.full);
    if (message.role) this.begin(message.role);
    if ("now" in message) this.clock.add(message.t, now, message.now);
    if ("ack" in message) this.acknowledged(message.ack, message.ok);
    if (message.plan) this.on.plan(message.plan);
    if (message.state) this.on.state(message.state);
    if (message.cues) this.on.cues(message);
    if (message.full) this.on.full();
    if (message.end) {
      this.isOver = true;
      this.on.ended();
    }
    this.on.heard();
  }

  begin(role) {
    this.role = role;
    this.exchange();
    clearInterval(this.exchanges);
    this.exchanges = setInterval(() => this.ask(), EXCHANGE_MS);
    for (const arrival of this.arrivals) this.say(arrival);
  }

  exchange() {
    for (let n = 0; n < BURST; n += 1) setTimeout(() => this.ask(), n * BURST_MS);
  }

  ask() {
    this.say({ t: performance.now() });
  }

  say(message) {
    if (this.role && this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  // Ask for `what`; `done` gets whether it was done, or null where the answer was lost.
  do(what, details, done) {
    const id = (this.id += 1);
    this.waiting.set(id, done);
    this.say({ do: what, id, ...details });
  }

  // Keep an arrival until the laptop has it: by its id it counts once, however often it is sent.
  arrive(at, details) {
    const [high, low] = crypto.getRandomValues(new Uint32Array(2));
    const arrival = { do: "arrived", id: (high % 0x100000) * 0x100000000 + low, at, ...details };
    this.arrivals.push(arrival);
    this.keep();
    this.say(arrival);
  }

  acknowledged(id, ok) {
    const before = this.arrivals.length;
    this.arrivals = this.arrivals.filter((arrival) => arrival.id !== id);
    if (this.arrivals.length !== before) {
      this.keep();
      this.on.arrived(ok);
    }
    const done = this.waiting.get(id);
    this.waiting.delete(id);
    if (done) done(ok);
  }

  keep() {
    try {
      localStorage.setItem(this.kept, JSON.stringify(this.arrivals));
    } catch {
      // a private window may refuse: then they are kept as long as the page is open
    }
  }

  restored() {
    try {
      for (const name of Object.keys(localStorage)) {
        if (name.startsWith("arrivals ") && name !== this.kept) localStorage.removeItem(name); // another session's
      }
      return JSON.parse(localStorage.getItem(this.kept)) || [];
    } catch {
      return [];
    }
  }
}
