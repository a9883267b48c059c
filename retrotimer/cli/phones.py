"""Start the server of phones, for the shells that are handed `start_server` and know no server."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrotimer.app.remote.access import Reports, Server, View
    from retrotimer.app.remote.networks import Place


def start_server(place: Place, view: View, reports: Reports) -> Server:
    """Serve `view` at `place`; what is loaded for it is loaded in the server's own thread."""
    from retrotimer.app.session.clock import SystemClock
    from retrotimer.files.network_choice import read_network
    from retrotimer.files.settings import read_settings
    from retrotimer.remote.thread import PhoneServer

    return PhoneServer(
        place,
        view,
        reports,
        now_ns=SystemClock().now_ns,
        last_network=read_network,
        voice_folder=lambda: read_settings()[0].voice,
    )
