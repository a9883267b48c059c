"""Who publishes RetroTimer, and where: the one place to change for a publisher.

Nobody does yet. The names end in `.example`, which belongs to nobody, so that no stranger gets our mail.
"""

SITE = "https://retrotimer.example"
"""Where the documentation lies, with its pictures below pictures/."""
MAIL = "maintainers@retrotimer.example"
MAINTAINER = f"The RetroTimer authors <{MAIL}>"
