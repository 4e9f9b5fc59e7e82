"""Settings that apply on no day, or lead nowhere, are refused by name."""

from lingchuan.records.content.setting_rows import EndsBefore
from lingchuan.records.content.setting_rows import NoAddress
from lingchuan.records.content.settings import IRecordsSettings
from lingchuan.records.content.settings import settings

import datetime
import pytest


NAME = "recording_terms"


def test_a_row_that_ends_before_it_begins_is_refused(integration):
    field = IRecordsSettings[NAME].bind(None)
    (row, *_rest) = [dict(one) for one in settings().recording_terms]
    begins, ends = datetime.date(2026, 5, 1), datetime.date(2026, 4, 30)
    field.validate([row | {"valid_from": begins, "valid_until": begins}])
    with pytest.raises(EndsBefore):
        field.validate([row | {"valid_from": begins, "valid_until": ends}])


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "mailto:a@example.org", "https:", "ftp://a.org"]
)
def test_an_address_that_is_no_web_site_is_refused(address):
    field = IRecordsSettings["site_address"]
    field.validate("https://records.example.org/lingchuan")
    with pytest.raises(NoAddress):
        field.validate(address)
