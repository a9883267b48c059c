// The laptop's time on this phone: exchanges of which the quickest counts, so that a slow network shows no jitter.

const DRIFT = 1e-4; // two clocks part by no more than this share of the time that passes
const KEPT_MS = 600000;
const SLACK_MS = 30;

class Clock {
  constructor() {
    this.samples = [];
    this.best = null;
    this.ahead = Date.now() - performance.now();
  }

  get isSet() {
    return this.best !== null;
  }

  // The laptop's time in ms at `at` of performance.now().
  laptop(at = performance.now()) {
    return this.best ? at + this.best.offset : NaN;
  }

  // This phone's performance.now() at `ms` of the laptop.
  here(ms) {
    return ms - this.best.offset;
  }

  // Take an exchange that was sent and answered here, and was at `ms` of the laptop in between.
  add(sent, got, ms) {
    const sample = { at: got, spread: (got - sent) / 2, offset: ms - (sent + got) / 2 };
    // after either machine slept, what was known before is not so any more: the newest exchange is right
    this.samples = this.samples.filter((one) => got - one.at < KEPT_MS && Clock.agree(one, sample, got));
    this.samples.push(sample);
    this.best = this.samples.reduce((a, b) => (Clock.doubt(b, got) < Clock.doubt(a, got) ? b : a));
  }

  // Whether this phone slept since the last look: then its clock may have stood still.
  slept() {
    const ahead = Date.now() - performance.now();
    const jump = Math.abs(ahead - this.ahead);
    this.ahead = ahead;
    return jump > 500;
  }

  static doubt(sample, now) {
    return sample.spread + DRIFT * (now - sample.at);
  }

  static agree(one, other, now) {
    return Math.abs(one.offset - other.offset) <= Clock.doubt(one, now) + other.spread + SLACK_MS;
  }
}
