"""Which addresses a session may be served on, and which is best."""

from __future__ import annotations

import pytest

from retrotimer.app.remote import networks
from retrotimer.app.remote.networks import Network, Place, choose, looks_like_address, parse_place
from retrotimer.training.errors import MissingPart, WrongRequest

WIFI, CABLE = Network("wlan0", "192.168.1.20"), Network("eth0", "10.3.0.7")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", Place()),
        ("192.168.1.20", Place("192.168.1.20")),
        ("192.168.1.20:9000", Place("192.168.1.20", 9_000)),
        (":9000", Place("", 9_000)),
        ("127.0.0.1", Place("127.0.0.1")),
        ("10.0.0.1", Place("10.0.0.1")),
        ("172.16.0.1", Place("172.16.0.1")),
        ("172.31.255.254", Place("172.31.255.254")),
        ("169.254.7.7", Place("169.254.7.7")),
    ],
)
def test_a_local_address_is_taken(text: str, place: Place) -> None:
    """Somebody could not name the network that their phone is in."""
    assert parse_place(text) == place


@pytest.mark.parametrize(
    "text",
    [
        *("8.8.8.8", "172.15.0.1", "172.32.0.1", "192.169.0.1", "100.64.0.1", "0.0.0.0", "255.255.255.255"),  # noqa: S104
        *("224.0.0.1", "::1", "[::1]:80", "fe80::1", "fd00::1", "1.2.3", "300.1.1.1", "192.168.1.20:", "::"),
        *("192.168.1.20:0", "192.168.1.20:70000", "192.168.1.20:x", "192.168.1.20:1:2"),
    ],
)
def test_any_other_is_refused_with_a_sentence(text: str) -> None:
    """A session would be served to the internet, or a mistake would be guessed at."""
    with pytest.raises(WrongRequest, match=r"\.$"):
        parse_place(text)


@pytest.mark.parametrize(
    "text", ["first-steps", "alternata-3k", "10", "my.toml", "~/a.toml", "abc", "", "-h", "1k"]
)
def test_a_preset_is_no_address(text: str) -> None:
    """`--remote first-steps` would look for a network of that name."""
    assert not looks_like_address(text)


@pytest.mark.parametrize("text", ["10.0.0.1", "8.8.8.8", "1.2.3", ":8137", "::1", "[::1]", "127.0.0.1:99999"])
def test_an_address_is_no_preset(text: str) -> None:
    """A mistyped address would be searched for among the presets."""
    assert looks_like_address(text)


def test_the_network_used_last_is_chosen_again_else_the_first() -> None:
    """The person would have to choose again each time."""
    assert choose(Place(), "", (WIFI, CABLE)) == WIFI.address
    assert choose(Place(), "eth0", (WIFI, CABLE)) == CABLE.address
    assert choose(Place(), "tun9", (WIFI, CABLE)) == WIFI.address
    assert choose(Place(CABLE.address), "wlan0", (WIFI, CABLE)) == CABLE.address
    assert choose(Place("127.0.0.1"), "", ()) == "127.0.0.1"


def test_without_a_network_it_is_said_what_to_do() -> None:
    """The person would not know why there is no code."""
    with pytest.raises(MissingPart, match="join a Wi-Fi"):
        choose(Place(), "", ())
    with pytest.raises(MissingPart, match=r"no address 10\.9\.9\.9.*192\.168\.1\.20"):
        choose(Place("10.9.9.9"), "", (WIFI,))


class Address:
    """What psutil tells of an interface."""

    def __init__(self, address: str, family: int = 2) -> None:
        self.address, self.family = address, family


class State:
    """Whether an interface is up."""

    def __init__(self, *, isup: bool = True) -> None:
        self.isup = isup


def test_networks_that_lead_to_no_phone_come_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code would show the address of a virtual machine, or one of the internet."""
    found = {
        "docker0": [Address("172.17.0.1")],
        "lo": [Address("127.0.0.1")],
        "usb0": [Address("169.254.3.3")],
        "wlan0": [Address("fe80::1", 10), Address("192.168.1.20")],
        "eth0": [Address("10.3.0.7")],
        "wwan0": [Address("85.1.2.3")],
        "vboxnet0": [Address("192.168.56.1")],
    }
    states = {"eth0": State(isup=False)}
    monkeypatch.setattr("psutil.net_if_addrs", lambda: found)
    monkeypatch.setattr("psutil.net_if_stats", lambda: states)
    assert [one.name for one in networks.networks()] == ["wlan0", "usb0", "docker0", "vboxnet0"]
