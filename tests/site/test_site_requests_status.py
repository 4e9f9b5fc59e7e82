"""`@@request-status`: state and due day for who has the code, and nothing else."""

from lingchuan.records.access import status
from tests.site.asked import asked
from tests.site.asked import paper
from tests.site.asked import permit_file
from tests.site.asked import view

import pytest


@pytest.fixture
def site(integration):
    """The portal of the integration layer, at which nobody has tried codes."""
    status.forget()
    yield integration["portal"]
    status.forget()


@pytest.fixture
def request_(site):
    """A request that was handed in."""
    file = permit_file(site)
    return asked(site, file, paper(file))


def look(site, code, user=None):
    return view(site, "request-status", user, code=code)


def test_code_as_it_is_typed_tells_state_and_due_day_alone(site, request_):
    code = request_.receipt_code
    typed = f" {code[:4].lower()}-{code[4:]} "
    text = look(site, typed).text
    assert "Received" in text
    assert request_.due_on.isoformat() in text
    for hidden in (request_.number, "示例经营者", "卫生", "核对本人材料"):
        assert hidden not in text


@pytest.mark.parametrize("code", ["AAAAAAAAAAAAA", "x", "<script>"])
def test_wrong_code_is_said_kindly_and_alike(site, request_, code):
    answer = look(site, code)
    assert answer.status == 404
    assert "There is no request with this code" in answer.text
    assert "<script>" not in answer.text.partition("<main")[2]


def test_too_many_wrong_codes_wait_and_the_right_one_waits_too(site, request_):
    for _try in range(status.WRONG):
        look(site, "AAAAAAAAAAAAA")
    answer = look(site, request_.receipt_code)
    assert answer.status == 429
    assert "wait ten minutes" in answer.text
    assert request_.due_on.isoformat() not in answer.text


def test_form_alone_looks_up_nothing(site, request_):
    answer = look(site, "")
    assert (answer.status, 'role="alert"' in answer.text) == (200, False)
