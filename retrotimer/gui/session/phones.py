"""Turn phones on and off in the window, for one session: their codes, and who is connected."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from retrotimer.app.overview import Overview
from retrotimer.app.remote.access import Offer, RemoteAccess, StartServer
from retrotimer.app.remote.networks import Network, Place, networks
from retrotimer.app.remote.qr import Matrix
from retrotimer.app.remote.wording import connected_text, explanation
from retrotimer.app.session.factory import groups_of
from retrotimer.app.tasks import deliver, run_task
from retrotimer.files.atomic import NotSaved
from retrotimer.files.network_choice import write_network
from retrotimer.gui import theme
from retrotimer.gui.core.engine import Engine
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import coloured, words
from retrotimer.gui.widgets.dialogs import MARGIN, Card, Overlay
from retrotimer.texts import _
from retrotimer.training.groups.session import ready

CODE_PX, LEAST_CODE_PX = 259, 111
"""How large a code is at most and at least: 7 px and 3 px a module."""
CARD_PX, LOW_PX = 620, 520
"""How wide the card is, and from which height on it has a title."""


class Phones(QObject):
    """The phones of one session after another; each is off until it is asked for.

    Args:
        start_server: serves a session.
        place: where the first session is served without being asked again; None to ask.
    """

    changed = Signal()

    def __init__(self, start_server: StartServer, place: Place | None, parent: QObject) -> None:
        super().__init__(parent)
        self._start_server, self._wanted = start_server, place
        self.place = place or Place()
        self._engine: Engine | None = None
        self.access = self._make_access()

    def _make_access(self) -> RemoteAccess:
        return RemoteAccess(self._start_server, deliver, self.changed.emit)

    def preview(self, overview: Overview, get_ready_ms: int) -> None:
        """Be ready to show a session of `overview` before it begins."""
        self.end()
        self.access.preview(ready(groups_of(overview, overview.groups), get_ready_ms=get_ready_ms))
        self._turn_on_where_wanted()

    def follow(self, engine: Engine) -> None:
        """Show the session of `engine` from now on, and let phones control it."""
        self._engine = engine
        self.access.follow(engine.player, engine)
        engine.moved.connect(self.access.look)
        self._turn_on_where_wanted()

    def end(self) -> None:
        """End with the session, or with its panel: everybody connected is told."""
        if self._engine:
            with suppress(RuntimeError):  # the engine may be gone before us
                self._engine.moved.disconnect(self.access.look)
            self._engine = None
        self.access.turn_off()
        self.access = self._make_access()

    def show_codes(self, parent: QWidget) -> None:
        """Show the codes over `parent`, turning phones on."""
        self.access.turn_on(self.place)
        PhonePanel(self, parent)

    def use(self, network: Network) -> None:
        """Serve in `network`, with new codes, and remember that it was chosen."""
        self.access.turn_off()
        self.place = Place(network.address, self.place.port)
        run_task(partial(_remember, network.name))
        self.access.turn_on(self.place)
        self.changed.emit()

    def _turn_on_where_wanted(self) -> None:
        if self._wanted:
            self._wanted = None
            self.access.turn_on(self.place)


def _remember(name: str) -> None:
    with suppress(NotSaved):  # then it is asked again the next time
        write_network(name)


class PhonePanel(Overlay):
    """Lies over `parent` with the codes of `phones`. Esc or P close it; phones stay on until turned off."""

    def __init__(self, phones: Phones, parent: QWidget) -> None:
        super().__init__(parent, _("Phone"), explanation())
        self._phones = phones
        self.turn_off = Button(_("Turn off"), px=18)
        self.close_button = Button(_("Close"), "Esc", px=18)
        self.look, self.control = CodeView(_("Look")), CodeView(_("Control"))
        self.address, self.connected = words(px=19, bold=True), words(px=17)
        self.networks: list[Button] = []
        self._network_row = QHBoxLayout()
        self.turn_off.clicked.connect(self._turn_off)
        self.close_button.clicked.connect(self.reject)
        self._card_of_codes = _Card(self, self._network_row)
        self.open_with([self.close_button, self.turn_off], self._card_of_codes)
        phones.changed.connect(self.show_state)
        run_task(networks, self.show_networks)
        self.show_state()

    def show_state(self) -> None:
        """Show where the session is served and who is connected, or why it is not."""
        access = self._phones.access
        offer, problem = access.offer, access.problem
        self.look.show_code(offer.look_code if offer else None)
        self.control.show_code(offer.control_code if offer else None)
        waiting = _("Looking for the network …") if access.is_on else _("Phones are off.")
        self.address.setText(offer.address if offer else str(problem or waiting))
        coloured(self.address, theme.colours.wrong if problem else theme.colours.ink)
        self.connected.setText(connected_text(access.viewers, access.controllers) if offer else "")
        self.connected.setVisible(offer is not None)  # else a problem has the whole line
        self.turn_off.setEnabled(access.is_on)
        self._mark_network(offer)
        self.resizeEvent(None)

    def show_networks(self, found: Sequence[Network]) -> None:
        """Offer a choice where there are several networks; those that lead to no phone come last."""
        if len(found) < 2 or self.networks:
            return
        for network in found:
            button = Button(f"{network.name}  {network.address}", px=16)
            button.setAccessibleDescription(_("Serve in this network"))
            button.clicked.connect(partial(self._phones.use, network))
            button.setProperty("address", network.address)
            self.networks.append(button)
            self._network_row.addWidget(button)
            button.show()  # now, so that its room counts
        self._buttons = [self.close_button, self.turn_off, *self.networks]
        self.show_state()

    def reject(self) -> None:
        """Close it; phones stay as they are."""
        if self.go():
            self._phones.changed.disconnect(self.show_state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_P:
            self.reject()
        super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        del event
        self._card.fit(self.width() - 4 * theme.GRID, self.height() - 4 * theme.GRID)
        self._card.move((self.width() - self._card.width()) // 2, (self.height() - self._card.height()) // 2)

    def _turn_off(self) -> None:
        self._phones.access.turn_off()
        self.reject()

    def _mark_network(self, offer: Offer | None) -> None:
        """Show which network is in use."""
        for button in self.networks:
            is_used = offer is not None and f"//{button.property('address')}:" in offer.address
            button.setEnabled(not is_used)


class _Card(Card):
    """Title, explanation, both codes with their names, address, who is connected, and the buttons."""

    def __init__(self, panel: PhonePanel, network_row: QHBoxLayout) -> None:
        super().__init__(panel)
        self._views = (panel.look, panel.control)
        codes, foot = QGridLayout(), QHBoxLayout()
        codes.setHorizontalSpacing(3 * theme.GRID)
        for column, view in enumerate(self._views):
            name = words(view.accessibleName(), px=20, head=True)
            name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            codes.addWidget(view, 0, column, Qt.AlignmentFlag.AlignHCenter)
            codes.addWidget(name, 1, column)
        for button in (panel.turn_off, panel.close_button):
            foot.addWidget(button)
        column_ = self._column = QVBoxLayout(self.ground)
        column_.setContentsMargins(*[MARGIN] * 4)
        column_.setSpacing(theme.GRID)
        self._title = words(_("Phone"), px=32, head=True)
        column_.addWidget(self._title)
        column_.addWidget(words(explanation(), px=17))
        column_.addLayout(codes)
        told = QHBoxLayout()
        told.setSpacing(2 * theme.GRID)
        told.addWidget(panel.address, 1)
        told.addWidget(panel.connected, 1)
        column_.addLayout(told)
        column_.addLayout(network_row)
        column_.addLayout(foot)

    def fit(self, width: int, height: int) -> None:
        """Make the codes as large as there is room for, and no larger than a phone needs."""
        wide = min(width, max(round(theme.sized(CARD_PX)), 2 * CODE_PX + 3 * theme.GRID + 2 * MARGIN))
        self._title.setVisible(height >= LOW_PX)
        self._resize_codes(LEAST_CODE_PX)
        rest = self._high(wide) - LEAST_CODE_PX
        side = min(CODE_PX, (wide - 2 * MARGIN - 3 * theme.GRID) // 2, max(LEAST_CODE_PX, height - rest))
        self._resize_codes(side)
        self.resize(wide, min(height, self._high(wide)))

    def _high(self, wide: int) -> int:
        return max(self.ground.heightForWidth(wide), self._column.totalMinimumSize().height())

    def _resize_codes(self, side: int) -> None:
        for view in self._views:
            view.setFixedSize(side, side)
        self._column.activate()  # else it would tell its height from before


class CodeView(QWidget):
    """A QR code: dark on white in every theme, as phones read it, in whole pixels."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code: Matrix | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(CODE_PX, CODE_PX)

    def show_code(self, code: Matrix | None) -> None:
        """Show `code`; a blank paper where there is none."""
        if code != self._code:
            self._code = code
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        if not self._code:
            return
        module = max(1, min(self.width(), self.height()) // len(self._code))
        edge = (self.width() - module * len(self._code)) // 2
        for y, row in enumerate(self._code):
            for x, is_dark in enumerate(row):
                if is_dark:
                    box = QRect(edge + x * module, edge + y * module, module, module)
                    painter.fillRect(box, QColor("#000000"))
