"""A plain browser for the tests of pages."""

from lingchuan.records.demo.users import PASSWORD

import re
import requests


TOKEN = re.compile(r'name="_authenticator" value="([0-9a-f]+)"')


class Reader:
    """One user's plain browser, without JavaScript."""

    def __init__(self, user: str | None) -> None:
        self.session = requests.Session()
        self.session.headers["Accept"] = "text/html"
        if user:
            self.session.auth = (user, PASSWORD)

    def get(self, url: str) -> requests.Response:
        """GET without following to the login form."""
        return self.session.get(url, timeout=60, allow_redirects=False)

    def submit(self, url: str, action: str, **values) -> requests.Response:
        """Send the form of a transition with the token of its own page."""
        page = self.get(f"{url}/@@transition?workflow_action={action}")
        data = {"workflow_action": action} | values
        data["_authenticator"] = TOKEN.search(page.text)[1]
        return self.session.post(
            f"{url}/@@transition", data=data, timeout=60, allow_redirects=False
        )
