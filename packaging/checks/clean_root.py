"""A bare Debian or Ubuntu in a folder: made, copied, entered. Nothing stays mounted or running when that ends."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

# How this machine reaches its network and its package index, which the new root must share.
SETTINGS = ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf", "/etc/ssl/certs/ca-certificates.crt")
DEBIAN, UBUNTU = "http://deb.debian.org/debian", "http://archive.ubuntu.com/ubuntu"
SCRIPTS = Path("/usr/share/debootstrap/scripts")
LIBRARIES = (
    "libgl1 libegl1 libx11-6 libx11-xcb1 libxcb1 libwayland-client0 libwayland-cursor0 libfontconfig1 libfreetype6 "
    "libdbus-1-3 libstdc++6 libzstd1 libpulse0"
)
"""What RetroTimer takes from the system; every desktop has it."""
DESKTOP = f"{LIBRARIES} xkb-data shared-mime-info desktop-file-utils hicolor-icon-theme xz-utils"
"""With that, what a minimal desktop has. Screen and sound server are ours and stand outside."""
# A namespace of its own ends with the command, however that ends: with it all that is mounted and runs in it.
APART = ("unshare", "--mount", "--pid", "--fork", "--kill-child")
ENTER = """
root=$0 user=$1 command=$2
shift 2
mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" || exit 99
for bind; do
  mkdir -p "$root${bind#*=}" && mount --rbind "${bind%%=*}" "$root${bind#*=}" || exit 99
done
cd / && exec chroot --userspec="$user" "$root" sh -c "cd && $command"
"""
USERS = {"root": "/root", "walker": "/home/walker"}
# Where what is left after a removal would lie. What apt and dpkg note of themselves is theirs.
WATCHED = ("etc", "home", "opt", "root", "srv", "usr", "var/lib", "var/spool")
THEIRS = ("var/lib/apt/", "var/lib/dpkg/", "etc/ld.so.cache")


@dataclass(frozen=True)
class Suite:
    """A release of Debian or Ubuntu, where it comes from, and its C library."""

    name: str
    mirror: str
    libc: str

    @property
    def is_too_old(self) -> bool:
        """Whether RetroTimer cannot start there."""
        return tuple(map(int, self.libc.split("."))) < (2, 35)


SUITES = {
    name: Suite(name, mirror, libc)
    for name, mirror, libc in (
        ("bullseye", DEBIAN, "2.31"),
        ("focal", UBUNTU, "2.31"),
        ("jammy", UBUNTU, "2.35"),
        ("bookworm", DEBIAN, "2.36"),
        ("noble", UBUNTU, "2.39"),
        ("trixie", DEBIAN, "2.41"),
        ("sid", DEBIAN, "2.43"),
        ("resolute", UBUNTU, "2.43"),
    )
}


class Root:
    """A bare system in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, suite: Suite) -> list[str]:
        """Fill the folder with a minimal desktop, and list what went wrong."""
        command = [*APART, "debootstrap", "--variant=minbase", f"--include={DESKTOP.replace(' ', ',')}"]
        command += ["--components=main,universe"] if suite.mirror == UBUNTU else []
        command += [suite.name, str(self.folder), suite.mirror]
        if not (SCRIPTS / suite.name).exists():  # the suite is newer than debootstrap, and made like its kin
            command.append(str(SCRIPTS / ("jammy" if suite.mirror == UBUNTU else "sid")))
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            return [done.stdout[-600:] + done.stderr[-600:]]
        for setting in filter(os.path.exists, SETTINGS):
            target = self.folder / setting.lstrip("/")
            if target.parent.is_dir():
                shutil.copy(setting, target)
        made = self.enter("apt-get clean; useradd --create-home --shell /bin/sh walker && getconf GNU_LIBC_VERSION")
        return [] if made.stdout == f"glibc {suite.libc}\n" else [f"{made.stdout}{made.stderr}"]

    def copy(self, folder: Path) -> Root:
        """Return another like this."""
        subprocess.run(["cp", "-a", "--reflink=auto", str(self.folder), str(folder)], check=True)
        return Root(folder)

    def command(self, command: str, user: str = "root", binds: dict[str, str] | None = None) -> list[str]:
        """Return what does the shell command `command` in it, with folders of ours bound to places there."""
        pairs = [f"{ours}={theirs}" for ours, theirs in (binds or {}).items()]
        return [*APART, "sh", "-c", ENTER, str(self.folder), user, command, *pairs]

    def enter(self, command: str, binds: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Do a shell command in it, as root."""
        env = environment("root", DEBIAN_FRONTEND="noninteractive")
        words = self.command(command, binds=binds)
        return subprocess.run(words, env=env, check=False, text=True, errors="replace", capture_output=True)

    def files(self) -> set[str]:
        """Return the path of all that is there, but for what comes and goes by itself."""
        paths = (str(path.relative_to(self.folder)) for top in WATCHED for path in (self.folder / top).rglob("*"))
        return {path for path in paths if not path.startswith(THEIRS)}


def environment(user: str, **others: str) -> dict[str, str]:
    """Return the environment of a login, and what else is given."""
    path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return {"PATH": path, "LANG": "C.UTF-8", "HOME": USERS[user], "USER": user, **others}
