"""Sites that were looked at once, and records with small files."""

from lingchuan.records.content.actions import add_record
from lingchuan.records.supervision.reconciler import reconcile
from random import Random
from tests.supervision.checking import paper_file
from tests.supervision.findings import add_file

import pytest
import transaction


@pytest.fixture
def looked(real):
    """A site that was looked at, with nothing found."""
    assert reconcile(real.portal).found == ()
    return real


@pytest.fixture
def papers(real):
    """Records with files, by UID: {UID: path of the bytes}."""
    file = add_file(real.portal)
    rng = Random(7)
    made = [
        add_record(
            file,
            "TextRecord",
            title=f"材料{n}",
            file=paper_file(rng.randbytes(900 + n)),
        )
        for n in range(40)
    ]
    transaction.commit()
    reconcile(real.portal)
    return {one.UID(): real.blob_path(one.file) for one in made}
