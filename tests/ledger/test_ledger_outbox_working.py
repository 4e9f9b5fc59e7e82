"""A job is one worker's at a time, until it is ended, and never twice by itself."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lingchuan.records.ledger import api
from lingchuan.records.ledger import outbox

import pytest
import transaction


pytestmark = pytest.mark.usefixtures("ledger")

REPEATABLE = {"rendition"}


def put(*keys, kind="rendition", **values):
    for key in keys:
        outbox.put(kind, key, {}, **values)
    transaction.commit()


def state(key):
    return outbox.of([key])[key].state


def after(**span):
    return datetime.now(UTC) + timedelta(**span)


def test_workers_at_once_take_each_job_once():
    keys = [f"rendition:{number}" for number in range(40)]
    put(*keys)

    def work(worker):
        taken = []
        while (job := outbox.claim(f"w{worker}", REPEATABLE)) is not None:
            assert outbox.finish(job)
            taken.append(job.key)
        return taken

    with ThreadPoolExecutor(4) as pool:
        taken = [key for some in pool.map(work, range(4)) for key in some]
    assert sorted(taken) == sorted(keys)
    assert outbox.counts() == {outbox.DONE: 40}


def test_a_job_is_not_taken_before_its_time_and_mail_comes_first():
    put("rendition:now")
    put("rendition:later", not_before=after(hours=1))
    put("mail:now", kind="mail")
    for key in ("mail:now", "rendition:now"):
        job = outbox.claim("w", REPEATABLE)
        assert job.key == key
        outbox.finish(job)
    assert outbox.claim("w", REPEATABLE) is None
    found = outbox.claim("w", REPEATABLE, now=after(hours=1, seconds=1))
    assert found.key == "rendition:later"


def test_a_job_that_fails_rests_longer_each_time_and_keeps_only_the_type():
    put("rendition:a")
    rests = []
    for _time in range(len(outbox.RESTS)):
        job = outbox.claim("w", REPEATABLE, now=after(days=1))
        assert outbox.retry(job, "ValueError")
        rests.append(outbox.rows()[0].not_before - datetime.now(UTC))
    minutes = [round(rest.total_seconds() / 60) for rest in rests]
    assert minutes == [1, 5, 30, 120, 720]
    job = outbox.claim("w", REPEATABLE, now=after(days=1))
    assert (job.tries, job.error) == (outbox.MOST_TRIES, "ValueError")
    assert outbox.fail(job, "ValueError")
    assert outbox.claim("w", REPEATABLE, now=after(days=9)) is None


@pytest.mark.parametrize("worker", ["w1", "w2"])
def test_a_lease_that_ran_out_is_anothers_and_the_first_cannot_end_it(worker):
    put("rendition:a")
    first = outbox.claim("w1", REPEATABLE)
    assert outbox.claim(worker, REPEATABLE, now=after(minutes=9)) is None
    second = outbox.claim(worker, REPEATABLE, now=after(minutes=11))
    assert second.id == first.id
    assert not outbox.finish(first)
    with pytest.raises(outbox.LeaseLost):
        outbox.tell(first, 50)
    outbox.tell(second, 50)
    assert outbox.rows()[0].percent == 50
    assert outbox.finish(second)


def test_telling_of_progress_keeps_the_job():
    put("rendition:a")
    job = outbox.claim("w1", REPEATABLE)
    outbox.tell(job, 10, lease=timedelta(hours=1))
    assert outbox.claim("w2", REPEATABLE, now=after(minutes=30)) is None


def test_progress_is_not_told_against_the_transactions_own_lock():
    put("rendition:a")
    job = outbox.claim("w1", REPEATABLE)
    api.allocate_number("s", 2026, "{year}-{seq}", "u")
    outbox.tell(job, 10)
    transaction.abort()
    assert outbox.rows()[0].percent == 0


def test_what_must_not_be_done_twice_is_no_others_when_its_lease_ran_out():
    put("mail:a", kind="mail")
    outbox.claim("w1", REPEATABLE)
    late = after(minutes=11)
    assert outbox.lapsed(REPEATABLE) == []
    assert outbox.claim("w2", REPEATABLE, now=late) is None
    (job,) = outbox.lapsed(REPEATABLE, now=late)
    assert outbox.doubt(job, "lapsed")
    assert outbox.claim("w2", REPEATABLE, now=late) is None
    assert outbox.lapsed(REPEATABLE, now=late) == []


def test_who_had_a_job_before_a_person_decided_cannot_end_it():
    put("mail:a", kind="mail")
    first = outbox.claim("w1", REPEATABLE)
    outbox.doubt(outbox.lapsed(REPEATABLE, now=after(minutes=11))[0], "lapsed")
    assert outbox.again(first.id)
    transaction.commit()
    second = outbox.claim("w2", REPEATABLE)
    assert not outbox.finish(first)
    assert outbox.finish(second)


def test_looking_again_is_no_try():
    put("rendition:a")
    for _time in range(9):
        job = outbox.claim("w", REPEATABLE, now=after(days=1))
        assert outbox.look_again(job, "coming")
    assert outbox.rows()[0].tries == 0


@pytest.mark.parametrize("end", [outbox.fail, outbox.doubt])
def test_a_person_lets_a_job_be_done_again_or_leaves_it_with_the_transaction(end):
    put("mail:a", "mail:b", kind="mail")
    for _time in range(2):
        assert end(outbox.claim("w", REPEATABLE), "error")
    first, second = (outbox.of([key])[key].id for key in ("mail:a", "mail:b"))
    assert outbox.again(first)
    transaction.abort()
    assert outbox.claim("w", REPEATABLE) is None
    assert outbox.again(first) and outbox.leave(second)
    transaction.commit()
    assert (state("mail:a"), state("mail:b")) == (outbox.WAITING, outbox.VOID)
    assert not outbox.again(first) and not outbox.leave(second)
    transaction.abort()
    assert outbox.claim("w", REPEATABLE).tries == 1


def test_what_was_done_is_not_done_again_by_a_person():
    put("mail:a", kind="mail")
    job = outbox.claim("w", REPEATABLE)
    assert not outbox.again(job.id)
    transaction.abort()
    outbox.finish(job)
    assert not outbox.again(job.id) and not outbox.leave(job.id)
    assert outbox.counts() == {outbox.DONE: 1}
