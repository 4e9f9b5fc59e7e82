"""Words of the tests of the permit law: the file of S01 and its days."""

from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Matter
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.rules import clocks
from lingchuan.records.core.workdays import Calendar


CHINA = timezone(timedelta(hours=8))
RECEIVED, ACCEPTED = date(2026, 3, 9), date(2026, 3, 16)
SPJY = Matter("SPJY")
CASE = Case("file", state="accepted", matters=(SPJY,), received_on=RECEIVED)
TAKEN = replace(CASE, accepted_on=ACCEPTED)
GRANTED = Matter("SPJY", decision="granted", decided_on=date(2026, 3, 24))
DECIDED = replace(TAKEN, matters=(GRANTED,), state="decided")


def around(year, month, day, **changes):
    """Return the circumstances of noon of a day."""
    noon = datetime(year, month, day, 12, tzinfo=CHINA)
    return Circumstances(**{"now": noon, "calendar": Calendar()} | changes)


def of_file(rule, case, now):
    """Return (code, verdict, due, overdue) of what a rule finds on a file."""
    return [told(one) for one in rule(case, case, now)]


def of_matters(rule, case, now):
    """Return (part, code, verdict, due, overdue) of what a rule finds on matters."""
    found = (one for matter in case.matters for one in rule(matter, case, now))
    return [(one.part, *told(one)) for one in found]


def told(finding):
    return (finding.code, finding.verdict, finding.due, finding.overdue_workdays)


def decision_due(case, now):
    """Return the day by which the first matter is decided."""
    return clocks.decision_clock(case.matters[0], case, now).due
