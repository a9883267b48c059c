"""List the texts of the page, which get there in the reader's language."""

from __future__ import annotations

from retrotimer.texts import N_, _

WORDS = {
    "add": N_("+ 30 s"),
    "all": N_("All groups"),
    "arrived": N_("Arrived"),
    "arrivals": N_("Arrivals waiting to be sent: {n}"),
    "asleep": N_("This phone may go to sleep. Set its screen to stay on, in its settings."),
    "awake": N_("Tap anywhere: the screen stays on"),
    "back": N_("Back"),
    "cancel": N_("Do not stop"),
    "close": N_("Close"),
    "cool": N_("Cool down"),
    "ended": N_("The session has ended."),
    "finish": N_("Finish"),
    "finished": N_("Finished"),
    "full": N_("Too many are connected. Wait until somebody leaves."),
    "group": N_("Group"),
    "here": N_("Sound"),
    "jump": N_("Jump to now"),
    "larger": N_("Larger text"),
    "left": N_("{time} left"),
    "less": N_("Softer"),
    "louder": N_("Louder"),
    "more": N_("Sound and display"),
    "mute": N_("Sound off"),
    "next": N_("Next"),
    "nextTo": N_("Next"),
    "no": N_("That is not possible now."),
    "nosound": N_("This phone cannot play the sound."),
    "offline": N_("Not connected"),
    "off": N_("The phone's page was turned off on the laptop."),
    "open": N_("Tap when you are there"),
    "pause": N_("Pause"),
    "paused": N_("Paused"),
    "ready": N_("Get ready"),
    "restart": N_("Restart"),
    "resume": N_("Go on"),
    "ribbon": N_("The session in time"),
    "slept": N_("The laptop slept. Go on from here, or jump to now?"),
    "sound": N_("Sound on this phone"),
    "stop": N_("Stop"),
    "stopAsk": N_("Stop the session?"),
    "theme": N_("Dark"),
    "volume": N_("Laptop: {percent} %"),
    "wait": N_("The session has not begun."),
    "wrong": N_("This code is not valid any more. Scan the code on the laptop again."),
}
"""By the name that the page has for each."""


def page_words() -> dict[str, str]:
    """Return the texts of the page in the reader's language."""
    return {name: _(text) for name, text in WORDS.items()}
