"""The day by which a request is to be answered.

The measures name no period: 20 working days by analogy to 政府信息公开条例 Art. 33, a
setting of the bureau. The day of receipt is not counted.
"""

from datetime import date
from lingchuan.records.core.workdays import Calendar
from lingchuan.records.core.workdays import Due


def due_on(received: date, n: int, calendar: Calendar) -> Due:
    """Return the n-th working day after receipt; provisional where a year has no notice.

    Raises:
        ValueError: as Calendar.due.
    """
    return calendar.due(received, n)
