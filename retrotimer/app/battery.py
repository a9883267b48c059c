"""The battery before a session: how full it is, and whether it is being filled. Nothing is foretold."""

from __future__ import annotations

from dataclasses import dataclass

from retrotimer.texts import _

LOW_PERCENT = 20


@dataclass(frozen=True, slots=True)
class Battery:
    """A battery, `percent` full; `is_plugged` is None where the system does not know."""

    percent: int
    is_plugged: bool | None

    @property
    def is_low(self) -> bool:
        """Whether it should be plugged in before a session."""
        return self.percent < LOW_PERCENT and not self.is_plugged

    def sentence(self) -> str:
        """Return what it says to a person."""
        if self.is_low:
            text = _("Battery {percent} % and not plugged in: plug the laptop in before you start.")
        elif self.is_plugged is None:
            text = _("Battery {percent} %.")
        elif self.is_plugged:
            text = _("Battery {percent} %, plugged in.")
        else:
            text = _("Battery {percent} %, not plugged in.")
        return text.format(percent=self.percent)


def battery() -> Battery | None:
    """Return this machine's battery; None where there is none, or the system does not tell of it."""
    try:
        import psutil  # type: ignore[import-untyped]  # 20 ms, and for the panel alone

        found = psutil.sensors_battery()
    except Exception:  # noqa: BLE001 - systems fail here in their own ways, and a session does not hang on it
        return None
    if found is None:
        return None
    return Battery(max(0, min(100, round(found.percent))), found.power_plugged)
