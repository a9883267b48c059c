// The session's tones and words on this phone: fetched once, played by the browser's audio clock.

const AHEAD_MS = 10000;
const LATE_MS = 300;
const SAME_MS = 5;
const STAMP_MS = 1000; // an older one may be from before the audio clock stood still
const PLAN_MS = 250; // a busy phone's audio clock may stand still for a moment: what follows is planned again
const MOVED_S = 0.01;
const CLOSE_S = 0.1; // what sounds so soon stays as it is planned
const FADE_S = 0.02;

class Sound {
  constructor(clock, failed) {
    this.clock = clock;
    this.failed = failed;
    this.context = null;
    this.clips = new Map();
    this.cues = [];
    this.started = [];
  }

  get isOn() {
    return this.context !== null;
  }

  // Begin; to be called within a tap, as browsers want it.
  turnOn() {
    const Context = window.AudioContext || window.webkitAudioContext;
    if (!Context) return this.failed();
    try {
      this.context = new Context({ latencyHint: "interactive" });
    } catch {
      return this.failed();
    }
    this.context.resume();
    this.timer = setInterval(() => this.plan(), PLAN_MS);
  }

  turnOff() {
    clearInterval(this.timer);
    if (this.context) this.context.close();
    this.context = null;
    this.cues = [];
    this.started = [];
  }

  // Take cues from the laptop: [ms, clip] each. Fresh ones replace all others, also what sounds just now.
  take({ cues, fresh }) {
    if (!this.isOn) return;
    const isSame = (a) => (b) => a[1] === b[1] && Math.abs(a[0] - b[0]) < SAME_MS;
    if (fresh) {
      this.started = this.started.filter((one) => {
        if (cues.some(isSame(one.cue))) return true;
        this.fade(one);
        return false;
      });
      this.cues = [];
    }
    const isBegun = (cue) => this.started.some((one) => isSame(cue)(one.cue));
    this.cues = this.cues.concat(cues.filter((cue) => !isBegun(cue)));
    for (const [, clip] of this.cues) this.fetch(clip);
    this.plan();
  }

  // Schedule what is due within the next seconds; the audio clock is asked anew each time, as it drifts.
  plan() {
    if (!this.isOn || !this.clock.isSet || this.context.state !== "running") return;
    const now = this.clock.laptop();
    this.started = this.started.filter((one) => one.end > this.context.currentTime && !this.takeBack(one));
    const later = [];
    for (const cue of this.cues) {
      const buffer = this.clips.get(cue[1]);
      if (cue[0] - now > AHEAD_MS || (!buffer && now - cue[0] < LATE_MS)) later.push(cue);
      else if (buffer && now - cue[0] < LATE_MS) this.start(cue, buffer);
    }
    this.cues = later;
  }

  start(cue, buffer) {
    const source = this.context.createBufferSource();
    const gain = this.context.createGain();
    source.buffer = buffer;
    source.connect(gain).connect(this.context.destination);
    const at = Math.max(this.when(cue[0]), this.context.currentTime);
    source.start(at);
    this.started.push({ cue, source, gain, at, end: at + buffer.duration });
  }

  // Whether what is planned would be heard at another moment than it should, as is known now; then it is a cue again.
  takeBack(one) {
    const isFar = one.at > this.context.currentTime + CLOSE_S;
    if (!isFar || Math.abs(this.when(one.cue[0]) - one.at) < MOVED_S) return false;
    one.source.disconnect();
    one.source.stop();
    this.cues.push(one.cue);
    return true;
  }

  // The audio clock's time at which what is played is heard at `ms` of the laptop.
  when(ms) {
    const here = this.clock.here(ms);
    const stamp = this.context.getOutputTimestamp ? this.context.getOutputTimestamp() : {};
    const now = performance.now();
    const age = now - stamp.performanceTime;
    // WebKit adds the time played to the time it is: a moment to come tells nothing of what is heard now
    if (stamp.contextTime > 0 && age > -1 && age < STAMP_MS) return stamp.contextTime + (here - stamp.performanceTime) / 1000;
    const latency = this.context.outputLatency || this.context.baseLatency || 0;
    return this.context.currentTime + (here - now) / 1000 - latency;
  }

  fade(one) {
    const now = this.context.currentTime;
    one.gain.gain.setTargetAtTime(0, now, FADE_S / 3);
    one.source.stop(now + FADE_S);
  }

  async fetch(clip) {
    if (this.clips.has(clip)) return;
    this.clips.set(clip, null);
    try {
      const bytes = await (await fetch(`/sound/${clip}`)).arrayBuffer();
      // Safari has no promise here before 14.1, so both forms are given
      const buffer = await new Promise((done, fail) => {
        const promise = this.context.decodeAudioData(bytes, done, fail);
        if (promise) promise.then(done, fail);
      });
      this.clips.set(clip, buffer);
      this.plan();
    } catch {
      this.clips.delete(clip); // it is asked for again with the next cues
    }
  }
}
