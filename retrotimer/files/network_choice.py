"""Remember the network that a person chose last for their phones, on this machine only."""

from __future__ import annotations

from retrotimer.files import paths
from retrotimer.files.atomic import atomic_write, read_regular

MAX_BYTES = 256
"""No interface has a longer name."""


def read_network() -> str:
    """Return the name of the interface that was chosen last; empty where none was."""
    try:
        name = read_regular(paths.network(), MAX_BYTES).decode().strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return name if name.isprintable() else ""


def write_network(name: str) -> None:
    """Remember the interface `name`.

    Raises:
        NotSaved: where the file cannot be written.
    """
    with atomic_write(paths.network(), make_folder=True) as file:
        file.write(f"{name}\n".encode())
