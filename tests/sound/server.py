"""A sound server of one's own: PulseAudio with a virtual sink or two, and a recorder that listens to one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from array import array
from pathlib import Path
from typing import Self

RATE = 48_000
SINK = "ear"
"""The sink that is the default; a device's name is its sink's in capitals."""
OTHER = "other"
PATIENCE_S = 10.0


class SoundServer:
    """A private PulseAudio: no hardware, no other user's, nothing left behind. A context manager.

    Its clients find it by `address`, to be put into `PULSE_SERVER`. With `two_sinks` it has `OTHER` as well.
    """

    def __init__(self, *, two_sinks: bool = False) -> None:
        self._sinks = (SINK, OTHER) if two_sinks else (SINK,)
        self._folder = Path(tempfile.mkdtemp(prefix="rt-ear-"))  # short: a socket's path holds 107 characters
        self._socket = self._folder / "socket"
        self._daemon: subprocess.Popen[bytes] | None = None
        self.address = f"unix:{self._socket}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.kill()
        shutil.rmtree(self._folder)

    @property
    def environment(self) -> dict[str, str]:
        """What a client's process needs to find this server and no other."""
        own = {"HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH"}
        foreign = {"DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PULSE_LATENCY_MSEC"}
        kept = {name: value for name, value in os.environ.items() if name not in foreign}
        return kept | dict.fromkeys(own, str(self._folder)) | {"PULSE_SERVER": self.address, "LC_ALL": "C"}

    def start(self) -> None:
        """Start the server and wait until it answers.

        Raises:
            RuntimeError: where it does not; the message holds its log.
        """
        self._socket.unlink(missing_ok=True)
        door = f"module-native-protocol-unix auth-anonymous=1 socket={self._socket}"
        options = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
        sinks = [option for sink in self._sinks for option in ("-L", _module(sink))]
        with (self._folder / "log").open("wb") as log:
            self._daemon = subprocess.Popen(
                ["pulseaudio", *options, "--log-target=stderr", *sinks, "-L", door],
                env=self.environment,
                stderr=log,
            )
        deadline = time.monotonic() + PATIENCE_S
        while not self._answers():
            if self._daemon.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("PulseAudio does not start:\n" + (self._folder / "log").read_text())
            time.sleep(0.05)

    def kill(self) -> None:
        """End the server at once, as a crash would."""
        if self._daemon is not None:
            self._daemon.kill()
            self._daemon.wait()
            self._daemon = None

    def record(self, sink: str = SINK) -> Recording:
        """Return a recording of all that `sink` plays from now on, already running."""
        return Recording(self._folder, self.environment, sink)

    def remove(self, sink: str) -> None:
        """Take `sink` away, as unplugging a device does."""
        command = ["pactl", f"--server={self.address}"]
        listed = subprocess.run(
            [*command, "list", "short", "modules"], env=self.environment, capture_output=True, text=True, check=True
        )
        module = next(row.split()[0] for row in listed.stdout.splitlines() if f"sink_name={sink} " in row)
        subprocess.run([*command, "unload-module", module], env=self.environment, check=True)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self._socket)) == 0


def _module(sink: str) -> str:
    properties = f"sink_properties=device.description={sink.upper()}"
    return f"module-null-sink sink_name={sink} rate={RATE} channels=1 format=s16le {properties}"


class Recording:
    """What a virtual sink plays, sample for sample by the sink's own clock. A context manager."""

    def __init__(self, folder: Path, environment: dict[str, str], sink: str) -> None:
        self._path = folder / f"recording-{sink}"
        self._file = self._path.open("wb")
        arguments = ["--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=20"]
        self._recorder = subprocess.Popen(
            ["parec", f"--device={sink}.monitor", *arguments], env=environment, stdout=self._file
        )
        deadline = time.monotonic() + PATIENCE_S
        while not self.frames:
            if self._recorder.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise RuntimeError("parec does not record")
            time.sleep(0.02)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._recorder.kill()
        self._recorder.wait()
        self._file.close()

    @property
    def frames(self) -> int:
        """How many frames it holds so far."""
        return self._path.stat().st_size // 2

    def samples(self) -> array[int]:
        """Return all that it holds so far."""
        content = self._path.read_bytes()
        samples = array("h", content[: len(content) // 2 * 2])
        if sys.byteorder == "big":
            samples.byteswap()
        return samples
