"""The same server on PipeWire: its daemon, its session manager and its stand-in for PulseAudio."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.helpers.sound_server import PATIENCE_S, SoundServer

SHIPPED = Path("/usr/share/wireplumber/wireplumber.conf")
NO_HARDWARE = """
alsa_monitor.enabled = false
v4l2_monitor.enabled = false
libcamera_monitor.enabled = false
default_access.properties["enable-flatpak-portal"] = false
"""


class PipeWire(SoundServer):
    """A private PipeWire that asks for neither hardware nor a session's bus."""

    name = "pipewire"

    def _launch(self) -> None:
        self._configure()
        self._run("pipewire")
        self._await((self._folder / "pipewire-0").exists, "does not start")
        self._run("wireplumber")
        self._await(self._has_defaults, "does not let a device be chosen")
        self._run("pipewire-pulse")

    def _has_defaults(self) -> bool:
        """Return whether the session manager has made the place where the default device is written.

        PipeWire's PulseAudio answers before that, and then refuses `set-default-sink`.
        """
        found = subprocess.run(
            ["pw-metadata", "-n", "default"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_S,
        )
        return 'Found "default" metadata' in found.stdout

    def _configure(self) -> None:
        """Take what would look for a bus or for devices out of the session manager's own settings."""
        (self._folder / "pipewire-0").unlink(missing_ok=True)
        folder = self._folder / "wireplumber"
        (folder / "main.lua.d").mkdir(parents=True, exist_ok=True)
        (folder / "main.lua.d" / "89-no-hardware.lua").write_text(NO_HARDWARE)
        kept = (line for line in SHIPPED.read_text().splitlines(keepends=True) if "bluetooth.lua" not in line)
        (folder / "wireplumber.conf").write_text(
            "".join(kept).replace("#support.dbus  = true", "support.dbus = false")
        )
