"""Each job is done in a transaction of its own: never lost, never for nothing."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from lingchuan.records.ledger import outbox
from lingchuan.records.ledger import places
from lingchuan.records.site import job_runner
from lingchuan.records.supervision import kinds
from tests.real_site import open_site
from tests.site.outbox_jobs import clear
from tests.site.outbox_jobs import doing
from tests.site.outbox_jobs import job_of
from tests.site.outbox_jobs import jobs
from tests.site.outbox_jobs import put
from tests.site.outbox_jobs import run
from tests.supervision.findings import add_file
from tests.supervision.findings import change
from tests.supervision.findings import details
from tests.supervision.findings import kinds_of
from tests.supervision.findings import record_of
from ZODB.POSException import ConflictError

import os
import pytest
import signal
import transaction


@pytest.fixture(autouse=True)
def nothing_else(var):
    """Nothing but what the tests put is due."""
    clear(var)


class Failing:
    """A data manager that fails after the ledger has committed."""

    def sortKey(self):
        return "~~~~~"

    def tpc_begin(self, txn): ...
    def commit(self, txn): ...
    def tpc_finish(self, txn): ...
    def tpc_abort(self, txn): ...
    def abort(self, txn): ...
    def tpc_vote(self, txn):
        raise RuntimeError("the database fails")


@contextmanager
def cut_off():
    """Let the transaction end between the ledger's commit and the database's."""
    transaction.get().join(Failing())
    with pytest.raises(RuntimeError):
        transaction.commit()
    transaction.abort()
    yield


def titled(portal, title):
    """Return a job's act that changes a record."""

    def act(payload):
        record_of(portal).title = title

    return act


def test_a_job_is_done_once_and_what_it_changed_stays(real):
    done = []

    def act(payload):
        done.append(payload)
        record_of(real.portal).title = "已办"

    put("a")
    with doing(act):
        assert (run(real.portal), run(real.portal)) == (1, 0)
    real.portal._p_jar.sync()
    assert record_of(real.portal).title == "已办"
    assert done == [{"name": "a", "key": "trial:a"}]
    assert job_of("a").state == outbox.DONE


def test_a_job_is_done_anew_where_another_change_came_before_it(real):
    tries = []

    def act(payload):
        tries.append(payload)
        if len(tries) == 1:
            raise ConflictError

    put("a")
    with doing(act):
        run(real.portal)
    assert (len(tries), job_of("a").state) == (2, outbox.DONE)


def test_what_must_not_be_done_twice_is_not_done_anew_and_changes_nothing(real):
    put("a")
    with doing(titled(real.portal, "halb"), once=True):
        run(real.portal)
    real.portal._p_jar.sync()
    assert record_of(real.portal).title != "halb"
    assert job_of("a").state == outbox.DONE


def test_a_job_that_fails_is_tried_again_and_told_when_it_failed_for_good(
    real, caplog, monkeypatch
):
    def act(payload):
        record_of(real.portal).title = "halb"
        raise ValueError("张三 13912345678")

    put("a", "b")
    with doing(act):
        run(real.portal)
        assert (job_of("a").state, job_of("a").error) == (outbox.WAITING, "ValueError")
        assert kinds_of(real.portal) == []
        monkeypatch.setattr(outbox, "MOST_TRIES", 2)
        monkeypatch.setattr(outbox, "RESTS", (timedelta(0),) * 2)
        for job in jobs():
            outbox.look_again(job, "")
        later = partial(outbox.claim, now=job_of("a").not_before + timedelta(days=1))
        monkeypatch.setattr(outbox, "claim", later)
        run(real.portal)
    assert {job.state for job in jobs()} == {outbox.FAILED}
    # Both are one incident, which says no word of the error.
    told = details(real.portal, kinds.JOB_FAILED)
    assert told == {"job": "trial", "error": "ValueError", "what": "outbox"}
    assert "ValueError" in caplog.text and "张三" not in caplog.text
    real.portal._p_jar.sync()
    assert record_of(real.portal).title != "halb"


@pytest.mark.parametrize(
    "error, state",
    [
        (outbox.JobVoid, outbox.VOID),
        (outbox.JobDoubtful, outbox.DOUBTFUL),
        (outbox.JobError, outbox.WAITING),
    ],
)
def test_a_job_says_itself_what_became_of_it(real, error, state):
    def act(payload):
        record_of(real.portal).title = "halb"
        raise error("a_code")

    put("a")
    with doing(act):
        assert (run(real.portal), run(real.portal)) == (1, 0)
    assert (job_of("a").state, job_of("a").error) == (state, "a_code")
    real.portal._p_jar.sync()
    assert record_of(real.portal).title != "halb"
    # A person has to decide on what is doubtful.
    assert bool(kinds_of(real.portal)) == (state == outbox.DOUBTFUL)


@pytest.mark.parametrize("is_new", [True, False])
def test_a_job_whose_step_did_not_come_to_pass_waits_and_is_void(
    real, monkeypatch, is_new
):
    if is_new:
        add_file(real.portal)
    else:
        change(record_of(real.portal), title="新标题")
    outbox.put("trial", "trial:a", {})
    with cut_off(), doing(lambda payload: pytest.fail("done for nothing")):
        run(real.portal)
        assert (job_of("a").state, job_of("a").tries) == (outbox.WAITING, 0)
        later = partial(outbox.claim, now=job_of("a").not_before)
        monkeypatch.setattr(outbox, "claim", later)
        monkeypatch.setattr(outbox, "COMING", timedelta(0))
        run(real.portal)
    assert (job_of("a").state, job_of("a").error) == (outbox.VOID, "never_stored")


@pytest.mark.parametrize("goes_on", [True, False])
def test_a_job_whose_step_is_stored_is_done_though_the_record_goes_on(real, goes_on):
    done = []
    record = record_of(real.portal)
    change(record, title="新标题")
    outbox.put("trial", "trial:a", {})
    transaction.commit()
    if goes_on:
        change(record, title="又一标题")
        transaction.commit()
    with doing(done.append):
        run(real.portal)
    assert len(done) == 1
    assert jobs()[0].event


def test_two_runners_at_once_do_each_job_once(real):
    done, names = [], [str(number) for number in range(20)]
    put(*names)

    def work(_number):
        return job_runner.run_due(real.connect())

    with doing(lambda payload: done.append(payload["name"])):
        with ThreadPoolExecutor(2) as pool:
            taken = list(pool.map(work, range(2)))
        while run(real.portal):
            pass
    assert sorted(done) == sorted(names)
    assert sum(taken) <= len(names)


def killed(var, act, **options):
    """Do what is due in a process that kills itself amid it."""
    child = os.fork()
    if child == 0:
        places._stores.clear()
        with open_site(var) as site, doing(act, **options):
            job_runner.run_due(site.portal)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL


@pytest.mark.parametrize("once", [False, True])
def test_killed_amid_a_job_it_is_done_once_or_a_person_decides(
    functional_session, var, tmp_path, monkeypatch, once
):
    noted = tmp_path / "noted"

    def act(payload):
        noted.write_text("begun")
        os.kill(os.getpid(), signal.SIGKILL)

    with open_site(var):
        put("a")
        places.store().close()
    claim = outbox.claim
    monkeypatch.setattr(outbox, "claim", partial(claim, lease=timedelta(0)))
    killed(var, act, once=once)
    assert noted.read_text() == "begun"
    done = []
    with open_site(var) as site, doing(done.append, once=once):
        assert job_of("a").state == outbox.RUNNING
        run(site.portal)
        run(site.portal)
        job = job_of("a")
        if once:
            assert (job.state, job.error, done) == (outbox.DOUBTFUL, "lapsed", [])
            assert details(site.portal, kinds.JOB_FAILED)["error"] == "lapsed"
        else:
            assert (job.state, len(done)) == (outbox.DONE, 1)


def test_a_job_that_kills_every_worker_fails_in_the_end(real, monkeypatch):
    put("a")
    claim = partial(outbox.claim, "w", {"trial"}, lease=timedelta(0))
    for _time in range(outbox.MOST_TRIES):
        claim()
    with doing(lambda payload: pytest.fail("taken up again")):
        run(real.portal)
    assert (job_of("a").state, job_of("a").error) == (outbox.FAILED, "lapsed")
    assert kinds_of(real.portal) == [kinds.JOB_FAILED]
