"""Two hosts on one machine: network namespaces with a cable between them, as a laptop and a phone have."""

from __future__ import annotations

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

CLONE_NEWNET = 0x40000000
LAPTOP_ADDRESS, PHONE_ADDRESS = "10.213.7.1", "10.213.7.2"


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


class TwoHosts:
    """A laptop at `LAPTOP_ADDRESS` and a phone; `laptop` and `phone` are the names of their networks."""

    def __init__(self) -> None:
        self.laptop, self.phone = f"rt-laptop-{os.getpid()}", f"rt-phone-{os.getpid()}"

    def make(self) -> None:
        """Make both, joined."""
        for host in (self.laptop, self.phone):
            _ip("netns", "add", host)
            _ip("-n", host, "link", "set", "lo", "up")
        ends = ("link", "add", "wlan0", "netns", self.laptop, "type", "veth", "peer", "name", "wlan0")
        _ip(*ends, "netns", self.phone)
        for host, address in ((self.laptop, LAPTOP_ADDRESS), (self.phone, PHONE_ADDRESS)):
            _ip("-n", host, "addr", "add", f"{address}/24", "dev", "wlan0")
            _ip("-n", host, "link", "set", "wlan0", "up")

    def cut(self, host: str = "", *, is_cut: bool = True) -> None:
        """Take `host`, by itself the phone, out of the network, or bring it back.

        A browser is told that its own host has no network, but not that the laptop has none.
        """
        _ip("-n", host or self.phone, "link", "set", "wlan0", "down" if is_cut else "up")

    def remove(self) -> None:
        """Remove both, and the cable."""
        for host in (self.laptop, self.phone):
            subprocess.run(["ip", "netns", "del", host], check=False, capture_output=True)


def on(host: str) -> list[str]:
    """Return what a command begins with that is to run on `host`; nothing for this one."""
    return ["ip", "netns", "exec", host] if host else []


@contextmanager
def entered(host: str) -> Iterator[None]:
    """Let sockets that this thread opens in the block be of `host`; of this one where it is empty."""
    if not host:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    own = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    there = os.open(f"/run/netns/{host}", os.O_RDONLY)
    try:
        if libc.setns(there, CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), "setns")
        yield
    finally:
        libc.setns(own, CLONE_NEWNET)
        os.close(own)
        os.close(there)


@contextmanager
def two_hosts() -> Iterator[TwoHosts]:
    """Give two hosts while the block lasts."""
    hosts = TwoHosts()
    try:
        hosts.make()
        yield hosts
    finally:
        hosts.remove()
