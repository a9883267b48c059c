"""Measure what phones show, play and cost, on this machine: `benchmarks/phones.py WHAT [--minutes M]`.

digits: a Chromium behind a bad network (100 ms ± 50 ms each way, 2 % of the messages held for 300 ms), among 30
viewers: how far from the laptop's its digits change.
cpu: what the program takes of a core without phones' viewers, and with 30 of them.
sound: by how much a browser's tones are later than the laptop's, each recorded at a virtual sink of its own; with
`--browser`, and for Chromium with `--bad-network`.
onsets: how far from their time the laptop's tones begin with nobody connected, and with 30 viewers.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psutil  # type: ignore[import-untyped,unused-ignore]
from websockets.asyncio.client import connect
from websockets.typing import Origin

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))


from tests.helpers import browsers  # noqa: E402 - found beside us
from tests.helpers.sound_recording import Recording  # noqa: E402
from tests.helpers.sound_server import OTHER, SINK, SoundServer  # noqa: E402
from tests.helpers.xvfb import xvfb  # noqa: E402
from tests.system.sound.onsets import onsets  # noqa: E402

VIEWERS = 30
BAD_NETWORK = ("100", "50", "2", "300")
EXCHANGE_S, APART_S = 5.0, 0.2
NEAR_MS = 250
"""A tone of the page within so many ms of the laptop's is the same one; tones are at least 500 ms apart."""
TONES, QUIET_MS = ("start", "countdown"), 150
"""Cues that are tones; so long after a word the beginning of one is clear."""
IN_S = 12
"""So long it takes until all viewers are in, and a browser has got its sounds."""
PRESET = """format = 1
name = "Long"
steps = [
  { repeat = 400, steps = [{ do = "run forward", for = "0:20" }, { do = "run backward", for = "0:11" }] },
]
"""
DENSE = PRESET.replace("0:20", "0:04").replace("0:11", "0:04")
"""Four tones in four seconds: a start and the last three."""
WATCH = """
window.seen = [];
const digits = () => document.querySelector(".digits");
new MutationObserver(() => window.seen.push([performance.now(), digits().textContent]))
  .observe(document.getElementById("faces"), { subtree: true, childList: true, characterData: true });
"""


class Program:
    """RetroTimer in a terminal without a keyboard, with phones on."""

    def __init__(self, folder: Path, *options: str, preset: str = PRESET, sink: str = "") -> None:
        (folder / "long.toml").write_text(preset)
        self._events = folder / "events.jsonl"
        environment = {**os.environ, "RETROTIMER_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
        environment |= {"PULSE_SINK": sink} if sink else {}
        command = [sys.executable, "-m", "retrotimer", "run", str(folder / "long.toml"), "--get-ready", "1"]
        command += ["--remote", "127.0.0.1", "--events", str(self._events), *options]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env=environment,
        )  # fmt: skip
        assert self.process.stderr
        lines = [self.process.stderr.readline() for _line in range(2)]
        self.look, self.control = (line.partition(" ")[2].strip() for line in lines)

    def tones(self) -> list[tuple[float, str]]:
        """Return when each tone was due, in ms of the machine's clock, and its text; none right after a word."""
        events = map(json.loads, self._events.read_text().splitlines())
        tones, quiet_from = [], 0.0
        for event in events:
            if event["event"] != "cue":
                continue
            at = event["mono_ns"] / 1e6
            if event["cue"] not in TONES:
                quiet_from = at + event["length_ms"] + QUIET_MS
            elif at >= quiet_from:
                tones.append((at, event["text"]))
        return tones

    def starts(self) -> list[tuple[float, float]]:
        """Return when each interval began and ends, by the machine's clock in ms."""
        events = map(json.loads, self._events.read_text().splitlines())
        began = [event["mono_ns"] / 1e6 for event in events if event["event"] == "interval"]
        return [(at, at + (20_000 if n % 2 == 0 else 11_000)) for n, at in enumerate(began)]

    def cpu_s(self) -> float:
        """Return how long it has used a core."""
        times = psutil.Process(self.process.pid).cpu_times()
        taken: float = times.user + times.system
        return taken


async def viewer(url: str, port: int, until: float) -> None:
    """Look as a page does, through the relay at `port`."""
    parts = urlsplit(url)
    async with connect(
        f"ws://{parts.netloc}/socket", origin=Origin(f"http://{parts.netloc}"), host="127.0.0.1", port=port,
        compression=None,
    ) as socket:  # fmt: skip
        await socket.send(json.dumps({"key": parts.fragment}))
        exchange = 0.0
        while (now := time.monotonic()) < until:
            if now >= exchange:
                await socket.send(json.dumps({"t": 1_000 * now}))
                exchange = now + EXCHANGE_S
            try:
                await asyncio.wait_for(socket.recv(), 1.0)
            except TimeoutError:
                continue


async def viewers(url: str, port: int, count: int, seconds: float) -> None:
    """Look `count` times at once."""
    until = time.monotonic() + seconds

    async def later(nth: int) -> None:
        await asyncio.sleep(nth * APART_S)
        await viewer(url, port, until)

    await asyncio.gather(*map(later, range(count)))


def start_viewers(url: str, port: int, count: int, seconds: float) -> subprocess.Popen[bytes]:
    """Look from another process, so that only the program's own time is measured."""
    command = [sys.executable, __file__, "viewers", url, str(port), str(count), str(seconds)]
    return subprocess.Popen(command)


def relayed(program: Program) -> tuple[int, subprocess.Popen[str]]:
    """Start a bad network in front of the program; return its port and process."""
    port, target = browsers.free_port(), urlsplit(program.look).netloc
    command = [sys.executable, "-m", "tests.helpers.slow_relay", str(port), target, *BAD_NETWORK]
    relay = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert relay.stdout
    relay.stdout.readline()
    return port, relay


def offset_ms(browser: browsers.Browser) -> float:
    """Return by how much the machine's clock is ahead of the page's, from the quickest of many questions."""
    found: list[tuple[float, float]] = []
    for _time in range(60):
        before = time.monotonic() * 1_000
        page = float(browser.run("return performance.now()"))
        after = time.monotonic() * 1_000
        found.append((after - before, (before + after) / 2 - page))
    return min(found)[1]


def digits(minutes: float) -> None:
    """Print how far digits of the page are from the laptop's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = Program(folder, "--mute")
        port, relay = relayed(program)
        others = start_viewers(program.look, port, VIEWERS - 1, 60 * minutes + 30)
        host = urlsplit(program.look).netloc
        through = [f"--host-resolver-rules=MAP {host} 127.0.0.1:{port}"]
        browser = browsers.start("chromium", folder / "browser", options=through)
        try:
            browser.open(program.look)
            time.sleep(5)
            browser.run(WATCH)
            before = offset_ms(browser)
            time.sleep(60 * minutes)
            after = offset_ms(browser)
            seen = browser.run("return window.seen")
            own = float(browser.run("return retrotimer.clock.best.offset"))
            print(f"the page's clock is {own - after:+.1f} ms off")
            report(seen, program.starts(), (before + after) / 2)
            print(f"the browser's clock moved by {after - before:.1f} ms meanwhile")
        finally:
            browser.close()
            for process in (others, relay, program.process):
                process.terminate()
                process.wait()


@contextmanager
def sound_device() -> Iterator[SoundServer]:
    """Let everything here play to a server with two sinks: the laptop's is `OTHER`."""
    with SoundServer(two_sinks=True) as server:
        os.environ["PULSE_SERVER"] = server.address
        yield server


@contextmanager
def running_first() -> Iterator[None]:
    """Let what is started meanwhile run before ordinary programs, where that is allowed.

    Phones and desktops let the threads that play sound run first; a browser of root's cannot ask for that here.
    """
    before = os.getpriority(os.PRIO_PROCESS, 0)
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, -15)
    try:
        yield
    finally:
        os.setpriority(os.PRIO_PROCESS, 0, before)


def heard_ms(recording: Recording) -> list[float]:
    """Return when sounds began, on the machine's clock."""
    return recording.ms_of(list(onsets(recording.samples())))


def sound(minutes: float, kind: str, *, is_bad: bool) -> None:
    """Print by how many ms the tones of a browser of `kind` are later than the laptop's."""
    with tempfile.TemporaryDirectory() as name, sound_device() as server, ExitStack() as ends:
        folder = Path(name)
        program = Program(folder, preset=DENSE, sink=OTHER)
        ends.callback(end, program.process)
        through = []
        if is_bad:
            port, relay = relayed(program)
            ends.callback(end, relay)
            through = [f"--host-resolver-rules=MAP {urlsplit(program.look).netloc} 127.0.0.1:{port}"]
        if kind == "webkit":
            os.environ["DISPLAY"] = ends.enter_context(xvfb(folder)).env["DISPLAY"]
        with running_first():
            browser = browsers.start(kind, folder / "browser", options=through)
        ends.callback(browser.close)
        browser.open(program.look)
        time.sleep(3)
        browser.click("#more")
        browser.click("#sheet button")
        time.sleep(IN_S)
        with server.record(OTHER) as laptop, server.record(SINK) as phone:
            time.sleep(60 * minutes)
            own, played = heard_ms(laptop), heard_ms(phone)
        report_sound(program.tones(), own, played)
        stamp = "const t = retrotimer.sound.context; return [t.sampleRate, t.baseLatency, t.outputLatency]"
        print(f"{kind}{', bad network' if is_bad else ''}: rate and latencies that it tells", browser.run(stamp))


def report_sound(due: list[tuple[float, str]], own: list[float], played: list[float]) -> None:
    """Compare each tone of the page with the laptop's."""
    first, last = max(own[0], played[0]), min(own[-1], played[-1]) - NEAR_MS
    tones = [(nearest(own, ms), nearest(played, ms)) for ms, _text in due if first < ms < last]
    late = sorted(there - here for here, there in tones if here is not None and there is not None)
    sizes = sorted(map(abs, late))
    print(f"{len(tones)} tones, {len(tones) - len(late)} missing:", end=" ")
    print(f"later than the laptop's by {statistics.median(late):+.1f} ms (median), 95 % within", end=" ")
    print(f"{sizes[int(0.95 * len(sizes))]:.1f} ms, {late[0]:+.1f} to {late[-1]:+.1f}")


def nearest(found: list[float], due: float) -> float | None:
    """Return when the sound began that was due then; None where none did."""
    one = min(found, key=lambda ms: abs(ms - due))
    return one if abs(one - due) < NEAR_MS else None


def onsets_beside_viewers(minutes: float) -> None:
    """Print how well the laptop's tones keep time with nobody connected, and with 30 viewers."""
    with tempfile.TemporaryDirectory() as name, sound_device() as server:
        program = Program(Path(name), preset=DENSE, sink=OTHER)
        try:
            port = urlsplit(program.look).port or 80
            for count in (0, VIEWERS):
                looking = start_viewers(program.look, port, count, 60 * minutes + IN_S) if count else None
                time.sleep(IN_S)
                with server.record(OTHER) as recording:
                    time.sleep(60 * minutes)
                    found = heard_ms(recording)
                    slips = len(recording.slips_ms())
                errors, missing = kept(program.tones(), found)
                within = errors[int(0.95 * len(errors))]
                print(
                    f"{count} viewers: {len(errors)} tones, {missing} missing, 95 % within {within:.2f} ms,",
                    end=" ",
                )
                print(f"all within {errors[-1]:.2f} ms; the virtual sink lost {slips} beats", flush=True)
                if looking:
                    looking.wait()
        finally:
            end(program.process)


def kept(due: list[tuple[float, str]], found: list[float]) -> tuple[list[float], int]:
    """Return how far from its time each tone began, sorted, and how many were not heard.

    What is the same for all tones of one text (how long it takes to be loud, what the device takes) is taken off.
    """
    by_text: dict[str, list[float]] = defaultdict(list)
    missing = 0
    for ms, text in due:
        if found[0] < ms < found[-1] - NEAR_MS:
            one = nearest(found, ms)
            if one is None:
                missing += 1
            else:
                by_text[text].append(one - ms)
    apart = ((late, statistics.median(all_late)) for all_late in by_text.values() for late in all_late)
    return sorted(abs(late - middle) for late, middle in apart), missing


def end(process: subprocess.Popen[str]) -> None:
    """End a process."""
    process.terminate()
    process.wait()


def report(seen: list[tuple[float, str]], starts: list[tuple[float, float]], offset: float) -> None:
    """Compare each change of digits with the nearest moment at which the laptop's change."""
    moments = sorted(
        end - 1_000 * left for _began, end in starts for left in range(1, 21) if end - 1_000 * left > _began - 1
    ) + [began for began, _end in starts]
    moments.sort()
    late = []
    last = ""
    for at, text in seen:
        if text != last:
            moment = min(moments, key=lambda one: abs(one - at - offset))
            late.append(at + offset - moment)
        last = text
    apart = sorted(map(abs, late))
    within = apart[int(0.95 * len(apart))]
    print(f"{len(late)} changes of digits: 95 % within {within:.1f} ms, all within {apart[-1]:.1f} ms,", end=" ")
    print(f"median {statistics.median(late):+.1f} ms")


def cpu(minutes: float) -> None:
    """Print what the program takes of a core with nobody connected, and with 30 viewers."""
    with tempfile.TemporaryDirectory() as name:
        program = Program(Path(name), "--mute")
        try:
            port = urlsplit(program.look).port or 80
            taken = []
            for count in (0, VIEWERS):
                looking = start_viewers(program.look, port, count, 60 * minutes + 15) if count else None
                time.sleep(12)  # everybody is in
                before, began = program.cpu_s(), time.monotonic()
                time.sleep(60 * minutes)
                taken.append(100 * (program.cpu_s() - before) / (time.monotonic() - began))
                print(f"{count} viewers: {taken[-1]:.2f} % of a core", flush=True)
                if looking:
                    looking.wait()
            print(f"more by {taken[1] - taken[0]:.2f} %")
        finally:
            program.process.terminate()
            program.process.wait()


if __name__ == "__main__":
    if sys.argv[1:2] == ["viewers"]:
        asyncio.run(viewers(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])))
    else:
        parser = argparse.ArgumentParser(description=__doc__)
        parser.add_argument("what", choices=("digits", "cpu", "sound", "onsets"))
        parser.add_argument("--minutes", type=float, default=2.0)
        parser.add_argument("--browser", choices=tuple(browsers.DRIVERS), default="chromium")
        parser.add_argument("--bad-network", action="store_true")
        options = parser.parse_args()
        if options.bad_network and options.browser != "chromium":
            parser.error("only Chromium can be led through the bad network")
        if options.what == "sound":
            sound(options.minutes, options.browser, is_bad=options.bad_network)
        else:
            {"digits": digits, "cpu": cpu, "onsets": onsets_beside_viewers}[options.what](options.minutes)
