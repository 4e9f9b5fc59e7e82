"""Sites that were looked at once, and records with small files."""

from lingchuan.records.content.actions import add_record
from lingchuan.records.ledger import places
from lingchuan.records.supervision.reconciler import reconcile
from random import Random
from tests.real_site import copy_site
from tests.real_site import open_site
from tests.supervision.checking import paper_file
from tests.supervision.findings import add_file
from tests.workers import made_once

import pytest
import transaction


PAPERS = 40


@pytest.fixture
def looked(real):
    """A site that was looked at, with nothing found."""
    assert reconcile(real.portal).found == ()
    return real


@pytest.fixture(scope="session")
def site_with_papers(functional_session, made_site, tmp_path_factory):
    """The data folder of a site with records that have files, looked at."""

    def make(folder):
        with open_site(copy_site(made_site, folder)) as site:
            file = add_file(site.portal)
            rng = Random(7)
            for n in range(PAPERS):
                paper = paper_file(rng.randbytes(900 + n))
                add_record(file, "TextRecord", title=f"材料{n}", file=paper)
            transaction.commit()
            reconcile(site.portal)
            places.store().close()

    return made_once(tmp_path_factory, "site-with-papers", make)


@pytest.fixture
def var(request, made_site, tmp_path):
    """A copy of a site, the one with papers for a test that needs them."""
    needed = "papers" in request.fixturenames
    made = request.getfixturevalue("site_with_papers") if needed else made_site
    return copy_site(made, tmp_path / "var")


@pytest.fixture
def papers(real):
    """Records with files, by UID: {UID: path of the bytes}."""
    found = real.portal.portal_catalog.unrestrictedSearchResults
    titles = [f"材料{n}" for n in range(PAPERS)]
    brains = {brain.Title: brain for brain in found(portal_type="TextRecord")}
    made = [brains[title]._unrestrictedGetObject() for title in titles]
    return {one.UID(): real.blob_path(one.file) for one in made}
