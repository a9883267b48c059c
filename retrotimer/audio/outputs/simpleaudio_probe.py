"""Check in a subprocess whether simpleaudio can be used, because its crash cannot be caught."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

from retrotimer.texts import _

HOW = "pip install 'retrotimer[simpleaudio]'"
LINUX_PARTS = "gcc libc6-dev python3-dev libasound2-dev"
"""Packages to build it on Debian and derivatives; there are no wheels for Linux."""
LINUX_BRIDGE = "libasound2-plugins"
"""What leads from ALSA, which is all that it knows on Linux, to PulseAudio or PipeWire."""
TIMEOUT_S = 10.0
MISSING, NO_DEVICE = 3, 4
ARGUMENT = "--try-simpleaudio"
TRY = f"""
import sys
try:
    import simpleaudio
except ImportError as error:
    print(error)
    sys.exit({MISSING})
try:
    play = simpleaudio.play_buffer(bytes(1_920), 1, 2, 48_000)
except Exception as error:
    print(str(error).rpartition("MSG: ")[2])
    sys.exit({NO_DEVICE})
play.wait_done()
"""


@dataclass(frozen=True, slots=True)
class Probe:
    """What came of it: whether simpleaudio `is_usable`, and a sentence on what is wrong, a missing device too."""

    is_usable: bool
    sentence: str | None = None
    is_installed: bool = True


@cache
def probe() -> Probe:
    """Load simpleaudio in another process, play 20 ms of silence there, and tell. Asked once, answered for good."""
    if find_spec("simpleaudio") is None:
        return Probe(is_usable=False, sentence=_not_installed(), is_installed=False)
    # a Python that looks after its memory ends where 1.0.4 frees some without the interpreter's lock
    watchful = ["-X", "dev"] if sys.flags.dev_mode else []
    is_frozen = getattr(sys, "frozen", False)  # the standalone program runs TRY where it is started with ARGUMENT
    command = [sys.executable, ARGUMENT] if is_frozen else [sys.executable, *watchful, "-c", TRY]
    try:
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # else a console flashes
        tried = subprocess.run(
            command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False, creationflags=flags
        )
    except subprocess.TimeoutExpired:
        return Probe(is_usable=False, sentence=_("simpleaudio does not answer: it hangs while it plays silence."))
    return _analysed(tried.returncode, tried.stdout.strip(), tried.stderr.strip())


def _analysed(status: int, said: str, cried: str) -> Probe:
    """Return what a try that ended with `status`, and printed this to its two streams, tells."""
    if status == 0:
        return Probe(is_usable=True)
    if status == NO_DEVICE:
        sentence = _("No sound: no sound device can be opened ({error}).").format(error=said)
        if sys.platform == "linux" and "refused" not in said:
            sentence += " " + _(
                "simpleaudio plays through ALSA; for PulseAudio or PipeWire that needs {package}."
            ).format(package=LINUX_BRIDGE)
        return Probe(is_usable=True, sentence=sentence)
    if status == MISSING:
        sentence = _("simpleaudio cannot be loaded ({error}). Reinstall it with: {how}")
        return Probe(is_usable=False, sentence=sentence.format(error=said, how=HOW))
    sentence = _(
        "simpleaudio crashes here ({error}). From Python 3.12 on another build of it is needed: "
        "pip uninstall simpleaudio simpleaudio-patched, then {how}"
    )
    fatal = [line for line in cried.splitlines() if line.startswith("Fatal Python error")]
    end = fatal[0] if fatal else _("exit status {status}").format(status=status)
    return Probe(is_usable=False, sentence=sentence.format(error=end, how=HOW))


def _not_installed() -> str:
    sentence = _("simpleaudio is not installed. Install it with: {how}").format(how=HOW)
    if sys.platform == "linux":
        sentence += " " + _("Building it needs {packages}.").format(packages=LINUX_PARTS)
    return sentence
