"""List the local networks of this machine, and check the address that a session is served on."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv4Network

from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, WrongRequest

MAX_DIGITS = 5  # of a port; Python refuses thousands
PORT = 8137
"""The port that is tried first, so that a firewall can name it."""
TRIES = 20
"""So many ports are tried where nobody named one."""
LOCAL = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
UNMANAGED = IPv4Network("169.254.0.0/16")
"""Addresses that machines give themselves where no router does."""
VIRTUAL = re.compile(
    r"(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|utun|wg|zt|tailscale|lxc|lxd|podman|cni|vethernet|virtualbox|"
    r"vmware|hyper-v|bridge|awdl|llw)",
    re.IGNORECASE,
)
"""How interfaces begin that lead to no phone: virtual machines, containers, tunnels."""
ADDRESS = re.compile(
    r"(?:(?P<host>\d+(?:\.\d+){1,3})?(?::(?P<port>\d*))?|(?P<ipv6>\[.*|[\da-fA-F]*:[\da-fA-F:.]*))"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session is to be served: an empty `address` is the best network, no `port` the first free one."""

    address: str = ""
    port: int | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """A network that this machine is in: its interface, and this machine's address in it."""

    name: str
    address: str

    @property
    def is_virtual(self) -> bool:
        """Whether it probably leads to no phone."""
        return VIRTUAL.match(self.name) is not None


def looks_like_address(text: str) -> bool:
    """Return whether `text` is meant as ADDRESS[:PORT], right or wrong, and not as a preset."""
    return bool(text) and ADDRESS.fullmatch(text) is not None


def parse_place(text: str) -> Place:
    """Return the place that ADDRESS[:PORT] names; nothing is the best network.

    Raises:
        WrongRequest: where `text` is no address, or one that a session must not be served on.
    """
    found = ADDRESS.fullmatch(text)
    if text and (found is None or found["ipv6"]):
        raise WrongRequest(
            _("'{text}' is no address: write one as 192.168.1.20 or 192.168.1.20:8137.").format(text=text)
        )
    host, port = (found["host"] or "", found["port"]) if found else ("", None)
    if port is not None and not (port.isascii() and 0 < len(port) <= MAX_DIGITS and 1 <= int(port) <= 65_535):
        raise WrongRequest(_("'{port}' is no port: write a number from 1 to 65535.").format(port=port))
    if host:
        check_address(host)
    return Place(host, int(port) if port else None)


def check_address(text: str) -> None:
    """Refuse an address that is not of a local network or of this machine alone.

    Raises:
        WrongRequest: with a sentence that says why.
    """
    try:
        address = IPv4Address(text)
    except AddressValueError:
        sentence = _("'{text}' is no address: write one as 192.168.1.20 or 192.168.1.20:8137.")
        raise WrongRequest(sentence.format(text=text)) from None
    if not (is_local(text) or address.is_loopback):
        sentence = _(
            "{address} is not an address of a local network, and a session is never served to the internet. "
            "Local ones begin with 10., 172.16. to 172.31., 192.168. or 169.254."
        )
        raise WrongRequest(sentence.format(address=text))


def is_local(address: str) -> bool:
    """Return whether `address` is one of a local network; this machine's own 127.0.0.1 is not."""
    parsed = IPv4Address(address)
    return parsed in UNMANAGED or any(parsed in network for network in LOCAL)


def is_loopback(address: str) -> bool:
    """Return whether `address` is this machine's, for itself alone."""
    return address.startswith("127.")


def networks() -> tuple[Network, ...]:
    """Return the local networks of this machine, those that probably lead to a phone first."""
    import psutil  # type: ignore[import-untyped,unused-ignore]  # not before somebody asks for a phone

    states = psutil.net_if_stats()
    found = [
        Network(name, one.address)
        for name, addresses in psutil.net_if_addrs().items()
        for one in addresses
        if one.family == socket.AF_INET and is_local(one.address) and (name not in states or states[name].isup)
    ]
    return tuple(sorted(found, key=lambda one: (one.is_virtual, IPv4Address(one.address) in UNMANAGED)))


def choose(place: Place, last: str, found: tuple[Network, ...]) -> str:
    """Return the address to serve on: the one of `place`, else of the interface used `last`, else the best.

    Raises:
        MissingPart: where there is no network, or the machine does not have the address.
    """
    addresses = [one.address for one in found]
    if place.address:
        if place.address not in addresses and not is_loopback(place.address):
            there = ", ".join(addresses) or _("none")
            sentence = _("This machine has no address {address}. Its local addresses: {there}.")
            raise MissingPart(sentence.format(address=place.address, there=there))
        return place.address
    if not found:
        raise MissingPart(
            _("This machine is in no local network: join a Wi-Fi, or the hotspot of a phone, and try again.")
        )
    return next((one.address for one in found if one.name == last), addresses[0])
