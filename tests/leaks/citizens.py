"""Citizens who asked: one with a grant, one who waits, one whose grant is over, one barred."""

from functools import partial
from lingchuan.records.demo.users import PASSWORD
from plone import api
from tests.leaks.canaries import token
from tests.leaks.people import join_role


GRANTEE = "grantee"
OTHER = "other party"
FORMER_GRANTEE = "former grantee"
BARRED = "barred grantee"
# Role: the account; the last digits of its ID number.
ACCOUNTS = {
    GRANTEE: ("zqgrantee5c", 601),
    OTHER: ("zqother81", 602),
    FORMER_GRANTEE: ("zqformer2e", 603),
    BARRED: ("zqbarred7a", 604),
}


def name_of(role: str) -> str:
    """Return the name of a citizen, which stands nowhere else."""
    return f"示例{token(role, 'person')}"


def account(role: str, portal: object) -> None:
    """Make the account of a citizen."""
    userid = ACCOUNTS[role][0]
    portal.acl_users.userFolderAddUser(userid, PASSWORD, ["Member", "Party"], [])
    told = {"fullname": name_of(role), "email": f"{userid}@example.com"}
    api.user.get(userid=userid).setMemberProperties(told)


for name in ACCOUNTS:
    join_role(name, ACCOUNTS[name][0], partial(account, name))
