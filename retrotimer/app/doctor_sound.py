"""What there is to be heard with: outputs, devices, voices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from retrotimer.app.clock import SystemClock
from retrotimer.app.finding import Finding, Grade
from retrotimer.app.speech import make_voice
from retrotimer.audio.outputs import choose, device_names
from retrotimer.audio.outputs.simpleaudio_probe import probe
from retrotimer.audio.speakers import find_speaker
from retrotimer.files.settings import read_settings
from retrotimer.files.wording import printable
from retrotimer.texts import _, ngettext
from retrotimer.training.errors import MissingPart
from retrotimer.training.lines import all_lines


def sound_findings() -> Iterator[Finding]:
    """Give what is found of outputs and devices."""
    yield from _miniaudio()
    yield _simpleaudio()


def _miniaudio() -> Iterator[Finding]:
    output = choose("auto", SystemClock().now_ns)
    if output.reason:
        yield Finding("sound", output.name, output.reason, Grade.NOTE)
        return
    try:
        output.open(lambda frames, _now_ns: bytes(2 * frames))
    except MissingPart as error:
        way_out = _("Sessions run without sound until there is a device; the screen shows everything.")
        yield Finding("sound", output.name, str(error), Grade.NOTE, way_out)
    else:
        yield Finding("sound", output.name, _("opens the default device"))
    finally:
        output.close()
    yield from (Finding("sound", _("device"), printable(name)) for name in device_names())


def _simpleaudio() -> Finding:
    """Try the sound output that a person may choose instead; nobody needs it."""
    tried = probe()
    if not tried.is_installed:
        return Finding("sound", "simpleaudio", _("not installed; only who sets it as the sound output needs it"))
    if tried.sentence:
        return Finding("sound", "simpleaudio", tried.sentence, Grade.NOTE)
    return Finding("sound", "simpleaudio", _("opens the default device"))


def voice_findings() -> Iterator[Finding]:
    """Give what is found of voices: ours, a person's recordings, the system's."""
    settings, _mistakes = read_settings()
    missing = make_voice().missing(all_lines())
    if missing:
        sentence = ngettext("{n} line is not said: {lines}", "{n} lines are not said: {lines}", len(missing))
        value = sentence.format(n=len(missing), lines=", ".join(missing[:5]))
        yield Finding("sound", _("voice"), value, Grade.NOTE, _("Install RetroTimer again."))
    else:
        yield Finding("sound", _("voice"), _("says all {n} lines").format(n=len(all_lines())))
    if settings.voice:
        yield _recordings(settings.voice)
    speaker = find_speaker()
    if speaker:
        yield Finding("sound", _("system's voice"), _("{name}, for lines of your own").format(name=speaker.name))
    else:
        value = _("none: lines of your own that nobody recorded are shown only")
        yield Finding("sound", _("system's voice"), value)


def _recordings(folder: str) -> Finding:
    """Read every recording in `folder`, and tell of those that cannot be used."""
    name, shown = _("own recordings"), printable(folder)
    if not Path(folder).expanduser().is_dir():
        value = _("{folder} is not there").format(folder=shown)
        return Finding("sound", name, value, Grade.NOTE, _("Choose another folder in the settings."))
    voice = make_voice(folder)
    names = voice.own_names()
    for line in names:
        voice.clip(line)
    sentence = ngettext("{folder}, {n} recording", "{folder}, {n} recordings", len(names))
    value = sentence.format(folder=shown, n=len(names))
    if voice.troubles:
        return Finding("sound", name, "\n".join((value, *map(printable, voice.troubles))), Grade.NOTE)
    return Finding("sound", name, value)
