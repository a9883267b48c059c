"""`retrotimer plan`: the eight-week plan, day by day, with what was done of it and what comes next."""

from __future__ import annotations

import argparse
import sys
from datetime import date, time
from pathlib import Path

from retrotimer.app.formatting import SHORT_WEEKDAYS, WEEKDAYS, day_text, day_width
from retrotimer.app.plan import (
    USUAL_WEEKDAYS,
    Plan,
    before_session,
    export_plan,
    local_now,
    plan_calendar,
    plan_from,
    plan_overview,
    read_plan,
    state_word,
    usual_start,
    week_asks,
    week_backward,
)
from retrotimer.cli.argument_types import day
from retrotimer.cli.exit_status import notify
from retrotimer.cli.settings import own_settings
from retrotimer.cli.text.load import wrapped
from retrotimer.files import plan_file
from retrotimer.files.plan_file import USUAL_TIME, Chosen, read_chosen, write_chosen
from retrotimer.files.wording import printable
from retrotimer.texts import _, ngettext
from retrotimer.training.errors import WrongRequest
from retrotimer.training.history.plan import WEEKS, Planned, PlanWeek, State
from retrotimer.training.workout.paces import Paces

WIDEST = 76
STANDARD_OUTPUT = "-"


def add(parser: argparse.ArgumentParser) -> None:
    """Add what may stand after `plan`."""
    parser.add_argument("--start", type=day, metavar=_("DAY"), help=_("begin the plan on DAY, as 2027-03-01"))
    days = _("the two days of the week on which you train, as tue,fri")
    parser.add_argument("--days", type=_weekdays, metavar=_("DAY,DAY"), help=days)
    parser.add_argument("--at", type=_time, metavar=_("TIME"), help=_("the time of day, as 18:30, for a calendar"))
    ics = _("write the sessions still to do to FILE, for a calendar (.ics); - is standard output")
    parser.add_argument("--ics", metavar=_("FILE"), help=ics)
    parser.add_argument("--json", action="store_true", help=_("give it as JSON, for programs"))


def run(arguments: argparse.Namespace) -> int:
    """Choose the days where some are given, then tell how the plan stands."""
    plan = _chosen_plan(arguments)
    paces = own_settings().paces
    if plan:
        notify(*plan.problems)
    if arguments.ics is not None:
        return _export(plan, Path(arguments.ics), paces)
    if arguments.json:
        from retrotimer.cli.text.json_text import print_json  # people do without

        print_json(_described(plan))
        return 0
    lines = _lines(plan, paces) if plan else _about(paces)
    print("\n".join(lines))
    return 0


def _chosen_plan(arguments: argparse.Namespace) -> Plan | None:
    if (arguments.start, arguments.days, arguments.at) == (None, None, None):
        return read_plan()
    before = read_chosen()
    now = local_now()
    chosen = Chosen(
        arguments.start or (before.start if before else usual_start(now.date())),
        arguments.days or (before.weekdays if before else USUAL_WEEKDAYS),
        arguments.at or (before.at if before else USUAL_TIME),
    )
    write_chosen(chosen)
    return plan_from(chosen, now)


def _export(plan: Plan | None, path: Path, paces: Paces) -> int:
    if plan is None:
        raise WrongRequest(
            _("No plan was begun yet: choose a day with `retrotimer plan --start DAY --days DAY,DAY`.")
        )
    if str(path) == STANDARD_OUTPUT:
        calendar = plan_calendar(plan, paces)
        sys.stdout.flush()
        sys.stdout.buffer.write(calendar)
        return 0
    count = export_plan(plan, path, paces)
    sentence = ngettext("{n} session is in {file}.", "{n} sessions are in {file}.", count)
    print(sentence.format(n=count, file=printable(str(path))))
    return 0


# for people


def _lines(plan: Plan, paces: Paces) -> list[str]:
    first, second = (_(WEEKDAYS[day]) for day in sorted(plan.chosen.weekdays))
    head = _("The eight-week plan from {start} on, every {first} and {second} at {time}.").format(
        start=plan.chosen.start.isoformat(), first=first, second=second, time=f"{plan.chosen.at:%H:%M}"
    )
    weeks = [line for week in plan.shown_weeks for line in _week(week, paces)]
    return [
        *wrapped(head, WIDEST),
        "",
        *weeks,
        "",
        *_backward(),
        "",
        *_what_next(plan),
        *_in_mind(plan, paces),
        "",
        *_sense(),
    ]


def _week(week: PlanWeek, paces: Paces) -> list[str]:
    overview = plan_overview(week.number, paces)
    name = _("week {number}").format(number=week.number)
    again, wide = _("again") if week.attempt > 1 else "", len(_("again"))
    heads = (f"{name}  {again:<{wide}}  {overview.total_text}", "")
    wide += len(name) + 11
    rows = zip(heads, week.sessions, strict=True)
    return [f"{head:<{wide}}{_session(session)}".rstrip() for head, session in rows]


def _session(session: Planned) -> str:
    return f"{day_text(session.day):<{day_width() + 2}}{state_word(session.state)}"


def _backward() -> list[str]:
    """Return how the backward time of a session grows from week to week."""
    weeks = [week_backward(number).removeprefix("▼ ") for number in range(1, WEEKS + 1)]
    sentence = _("Backward in a session, from week 1 to 8: {weeks}.")
    return wrapped(sentence.format(weeks="; ".join(weeks)), WIDEST)


def _what_next(plan: Plan) -> list[str]:
    session = plan.next
    if session is None:
        return [_("You have done all eight weeks.")]
    sentence = _("Next is week {number}, on {day}. This starts it:")
    if session.state is State.OPEN:
        sentence = _("A session of week {number} is due since {day}. This starts it:")
    if session.state is State.TODAY:
        sentence = _("Today is week {number}, {day}. This starts it:")
    said = sentence.format(number=session.number, day=day_text(session.day))
    return [*wrapped(said, WIDEST), f"  retrotimer run plan-week-{session.number}"]


def _in_mind(plan: Plan, paces: Paces) -> list[str]:
    """Return what speaks against a session today, where one is due."""
    session = plan.next
    if session is None or session.state is State.COMING:
        return []
    found = before_session(plan_overview(session.number, paces), plan.now)
    return [line for sentence in found for line in wrapped(sentence, WIDEST)]


def _sense() -> list[str]:
    return wrapped(
        _(
            "The plan is a rule of thumb of ours, no study has tried it: no session runs over a tenth longer than "
            "the longest before it. That tenth holds for all running only: backward running begins at nothing, so "
            "it grows by more. From week 6 on more of the running is backward than our line for a novice: the "
            "plan makes an intermediate of you. A session counts once three quarters of its running and of its "
            "backward part are done. A week in which you missed a session is done again."
        ),
        WIDEST,
    )


def _about(paces: Paces) -> list[str]:
    weeks = []
    for number in range(1, WEEKS + 1):
        overview = plan_overview(number, paces)
        head = f"{_('week {number}').format(number=number)}  {overview.total_text}  "
        about = wrapped(overview.preset.workout.about, WIDEST - len(head))
        weeks += [f"{head if n == 0 else '':<{len(head)}}{line}" for n, line in enumerate(about)]
    head = _("The eight-week plan: two sessions a week. You have not begun it yet.")
    begin = _("`retrotimer plan --start {day} --days tue,fri` begins it.").format(
        day=usual_start(local_now().date()).isoformat()
    )
    return [head, "", *weeks, "", begin, "", *_sense()]


# for programs


def _described(plan: Plan | None) -> dict[str, object]:
    if plan is None:
        return {"start": None, "weekdays": None, "time": None, "weeks": []}
    return {
        "start": plan.chosen.start.isoformat(),
        "weekdays": [plan_file.WEEKDAYS[day] for day in plan.chosen.weekdays],
        "time": f"{plan.chosen.at:%H:%M}",
        "weeks": [_described_week(week) for week in plan.weeks],
    }


def _described_week(week: PlanWeek) -> dict[str, object]:
    sessions = [
        {"day": date.fromordinal(session.day).isoformat(), "state": str(session.state)} for session in week.sessions
    ]
    asks = week_asks(week.number)
    enough = asks.counts_when
    return {
        "week": week.number,
        "preset": f"plan-week-{week.number}",
        "attempt": week.attempt,
        "backward_s": _seconds(asks.backward_ms),
        "counts_when": {"run_s": _seconds(enough.run_ms), "backward_s": _seconds(enough.backward_ms)},
        "sessions": sessions,
    }


def _seconds(ms: float) -> float:
    seconds = ms / 1_000
    return int(seconds) if seconds.is_integer() else seconds


# what is typed


def _time(text: str) -> time:
    try:
        hours, minutes = map(int, text.split(":"))
        return time(hours, minutes)
    except ValueError as error:
        sentence = _("'{text}' is not a time of day: write hours and minutes, as 18:30")
        raise argparse.ArgumentTypeError(sentence.format(text=printable(text))) from error


def _weekdays(text: str) -> tuple[int, int]:
    found = [_weekday(word.strip().casefold()) for word in text.split(",")]
    if len(found) != 2 or None in found:
        sentence = _("'{text}' is not two days of the week: write them as tue,fri")
        raise argparse.ArgumentTypeError(sentence.format(text=printable(text)))
    first, second = (day for day in found if day is not None)
    return first, second


def _weekday(word: str) -> int | None:
    """Return the day of the week that begins with `word`, in English or in the reader's language."""
    for names in (plan_file.WEEKDAYS, tuple(map(_, WEEKDAYS)), tuple(map(_, SHORT_WEEKDAYS))):
        days = [day for day, name in enumerate(names) if word and name.casefold().startswith(word)]
        if len(days) == 1:
            return days[0]
    return None
