"""Speak with Windows' SAPI through PowerShell: one run for all lines, as its start takes a second."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from retrotimer.audio.tts import PATIENCE_S, wav

POWERSHELL = "powershell"
SCRIPT = """
[Console]::InputEncoding = [Text.Encoding]::UTF8
Add-Type -AssemblyName System.Speech
$asked = [Console]::In.ReadToEnd() | ConvertFrom-Json
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
try { $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, [Globalization.CultureInfo]::new($asked.language)) } catch {}
foreach ($line in $asked.lines) {
  $voice.SetOutputToWaveFile($line.path)
  $voice.Speak($line.text)
  $voice.SetOutputToNull()
}
$voice.Dispose()
"""


def find() -> WindowsVoice | None:
    """Return the voice where PowerShell is on the path."""
    return WindowsVoice() if shutil.which(POWERSHELL) else None


class WindowsVoice:
    """Speaks in a voice of the language, or in the one that the system is set to."""

    name = "SAPI"

    def say(self, lines: Mapping[Path, str], language: str) -> None:
        """Speak all lines; texts and paths go in by standard input as data, never as part of the script."""
        for path in lines:
            path.parent.mkdir(parents=True, exist_ok=True)
        asked = {
            "language": language,
            "lines": [{"path": str(wav.half(path)), "text": text} for path, text in lines.items()],
        }
        command = [POWERSHELL, "-NoProfile", "-NonInteractive", "-Command", SCRIPT]
        try:
            done = subprocess.run(
                command,
                input=json.dumps(asked).encode(),
                capture_output=True,
                timeout=PATIENCE_S,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # else a console flashes
            )
        except (OSError, subprocess.TimeoutExpired):
            return
        if done.returncode == 0:
            for path in lines:
                wav.keep(path)
