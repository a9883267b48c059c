"""A module of Speech Dispatcher, asked for the samples of a line."""

from __future__ import annotations

import stat
import sys
import wave
from array import array
from pathlib import Path

import pytest

from retrotimer.audio.tts import dispatcher
from retrotimer.audio.tts.dispatcher import Dispatcher, find

MODULE = f"""#!{sys.executable}
import sys
to, heard = sys.stdout.buffer, []
def send(data):
    to.write(data)
    to.flush()
def block():
    lines = []
    while (line := sys.stdin.readline()) not in (".\\n", ""):
        lines.append(line)
    return "".join(lines)
for line in sys.stdin:
    command = line.strip()
    if command == "INIT":
        send(b"299-fake: ready\\n299 OK LOADED SUCCESSFULLY\\n")
    elif command == "SET":
        send(b"203 OK RECEIVING SETTINGS\\n")
        heard.append(block())
        send(b"203 OK SETTINGS RECEIVED\\n")
    elif command == "SPEAK":
        send(b"202 OK RECEIVING MESSAGE\\n")
        text = block()
        heard.append(text)
        open({{log!r}}, "w").write(repr(heard))
        send(b"200 OK SPEAKING\\n701 BEGIN\\n")
        for samples in (bytes([10, 0, 125, 0]), bytes([1, 2])):
            wire = b"".join(bytes([125, b ^ 32]) if b in (10, 125) else bytes([b]) for b in samples)
            send(b"705-bits=16\\n705-num_channels=1\\n705-sample_rate=22050\\n705-num_samples=2\\n705-big_endian=0\\n")
            send(b"705-AUDIO\\0" + wire + b"\\n705 AUDIO\\n")
        send(b"702 END\\n")
    elif command == "QUIT":
        send(b"210 OK QUIT\\n")
        break
"""


def program(folder: Path, name: str, text: str) -> Path:
    """Return a program `text` in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_line_is_spoken_into_a_file(tmp_path: Path) -> None:
    """If it failed, a person's own lines would be garbled, or never be heard on Linux."""
    log = tmp_path / "log"
    module = program(tmp_path / "modules", "sd_pico", MODULE.replace("{log!r}", repr(str(log))))
    line = tmp_path / "made" / "line.wav"
    Dispatcher(module, tmp_path / "none.conf").say({line: ".\nRun & <turn>"}, "de")
    with wave.open(str(line)) as file:
        assert (file.getframerate(), file.getnchannels()) == (22_050, 1)
        assert array("h", file.readframes(9)) == array("h", [10, 125, 513])
    assert log.read_text() == repr(
        ["language=de\nrate=0\nvolume=100\npitch=0\n", "<speak>. Run &amp; &lt;turn&gt;</speak>\n"]
    )
    assert [path.name for path in line.parent.iterdir()] == ["line.wav"]


@pytest.mark.parametrize(
    "text",
    [
        f"#!{sys.executable}\n",
        f"#!{sys.executable}\nprint('399 ERR CANNOT INIT MODULE')\n",
        f"#!{sys.executable}\nprint('hello')\n",
        f"#!{sys.executable}\nimport time\ntime.sleep(60)\n",
        "no program",
    ],
)
def test_a_module_that_fails_leaves_no_file(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a broken voice would stop the session, hang it, or leave half a line."""
    monkeypatch.setattr(dispatcher, "PATIENCE_S", 0.5)
    Dispatcher(program(tmp_path, "sd_pico", text), tmp_path / "none.conf").say({tmp_path / "line.wav": "Run"}, "en")
    assert not (tmp_path / "line.wav").exists()


def test_the_module_that_the_system_is_set_to_goes_first(tmp_path: Path) -> None:
    """If it failed, a person would hear another voice than the one they chose."""
    folder, settings = tmp_path / "modules", tmp_path / "etc"
    assert find((str(folder),), settings) is None
    program(folder, "sd_espeak-ng", "")
    program(folder, "sd_festival", "")
    program(folder, "sd_dummy", "")
    assert find((str(folder),), settings).name == "espeak-ng"  # type: ignore[union-attr]  # it is there
    settings.mkdir()
    (settings / "speechd.conf").write_text("# DefaultModule dummy\n DefaultModule festival\n", encoding="utf-8")
    assert find((str(folder),), settings).name == "festival"  # type: ignore[union-attr]
    (settings / "speechd.conf").write_text("DefaultModule dummy\n", encoding="utf-8")
    assert find((str(folder),), settings).name == "espeak-ng"  # type: ignore[union-attr]
