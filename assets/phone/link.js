// The socket to the laptop: it comes back by itself, keeps arrivals until they are acknowledged, and tells the time.
//
// After a gap of the network TCP may send nothing for as long again as the gap was, and browsers delay new sockets, up
// to a minute, the more of them have failed. So after two silent seconds the page asks by plain requests whether the
// laptop is there, and puts a new socket in the old one's place as soon as one is answered.

const BURST = 8;
const BURST_MS = 150;
const EXCHANGE_MS = 5000;
const SILENT_MS = 2000;
const AGAIN_MS = 1000;
const LOOK_MS = 250;
const OPEN_MS = 5000; // a socket that is not open by then never will be
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
    this.opened = -Infinity;
    this.next = 0;
    this.seeking = null;
    this.isOver = false;
    this.isFull = false;
    this.kept = `arrivals ${key}`;
    this.arrivals = this.restored();
  }

  get isConnected() {
    return this.role !== undefined && performance.now() - this.heard < SILENT_MS;
  }

  open() {
    this.watch = this.watch || setInterval(() => this.look(), LOOK_MS);
    this.drop();
    this.opened = performance.now();
    const socket = (this.socket = new WebSocket(`ws://${location.host}/socket`));
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
    if (this.isConnected) {
      this.exchange();
      return;
    }
    if (this.seeking) this.seeking.abort(); // it may have begun before the network was back
    this.seeking = null;
    this.next = 0;
    this.look();
  }

  // See to it that the laptop is heard, or sought.
  look() {
    const now = performance.now();
    const isOpening = this.socket && this.role === undefined && now - this.opened < OPEN_MS;
    if (this.isOver || this.isConnected || isOpening || this.seeking || now < this.next) return;
    this.seek();
  }

  async seek() {
    const seeking = (this.seeking = new AbortController());
    const timer = setTimeout(() => seeking.abort(), SILENT_MS);
    let isThere = true;
    try {
      await fetch("/here", { cache: "no-store", signal: seeking.signal });
    } catch {
      isThere = false;
    }
    clearTimeout(timer);
    if (this.seeking !== seeking) return;
    this.seeking = null;
    this.next = performance.now() + AGAIN_MS;
    if (isThere && !this.isOver && !this.isConnected) this.open();
  }

  // Let go of the socket; what waits for an answer gets none.
  drop() {
    const { socket } = this;
    this.socket = null;
    this.role = undefined;
    clearInterval(this.exchanges);
    for (const done of this.waiting.values()) done(null);
    this.waiting.clear();
    if (socket) socket.close();
  }

  closed(code) {
    this.drop();
    this.next = performance.now() + (this.isFull ? FULL_MS : AGAIN_MS);
    if (code === REFUSED) {
      this.isOver = true;
      this.on.refused();
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
    this.on.begun();
  }

  exchange() {
    for (let n = 0; n < BURST; n += 1) setTimeout(() => this.ask(), n * BURST_MS);
  }

  ask() {
    this.say({ t: performance.now() });
  }

  say(message) {
    if (this.role && this.socket && this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  // Ask for `what`; `done` gets whether it was done, or null where the answer was lost. It says when it was asked for:
  // what a gap of the network held up is not done any more.
  do(what, details, done) {
    const id = (this.id += 1);
    this.waiting.set(id, done);
    this.say({ do: what, id, at: this.clock.laptop(), ...details });
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
