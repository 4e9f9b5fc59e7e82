"""Sites on a real Data.fs: made once, copied for each test."""

from tests.real_site import copy_site
from tests.real_site import make_site
from tests.real_site import open_site

import pytest


@pytest.fixture(scope="session")
def made_site(tmp_path_factory):
    """The data folder of a site with the demo's cases, which nobody changes."""
    return make_site(tmp_path_factory.mktemp("real") / "var", "--demo")


@pytest.fixture
def var(made_site, tmp_path):
    """A copy of it."""
    return copy_site(made_site, tmp_path / "var")


@pytest.fixture
def real(functional_session, var):
    """The site of the copy, open in this process."""
    with open_site(var) as site:
        yield site
