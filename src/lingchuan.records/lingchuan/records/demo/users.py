"""The demo's users: synthetic names, one password, roles, offices and clearances.

- Offices and clearances live in the register; roles alone open no secret.
- As on any new site the administrator appoints the two confidentiality officers, they
  the bureau head, who appoints the others; each officer is cleared by the other.
- Nothing here is for a site in use: the password is public.
"""

from dataclasses import dataclass
from datetime import date
from lingchuan.records.confidentiality import register
from lingchuan.records.core.secrecy import KINDS
from plone import api


PASSWORD = "Lingchuan-2026!"
BASIS = "演示任命〔2026〕1号"
UNTIL = date(2030, 12, 31)
FIRST_UNIT = "审批一股"
SECOND_UNIT = "审批二股"
SOCIAL_UNIT = "社会事务股"
CLERK = "clerk1"
HANDLER = "handler1"
IMPORTER = "migrator"
SECOND = "handler2"
HEAD = "section_head1"
ARCHIVIST = "archivist1"
OFFICERS = ("secrecy_officer", "secrecy_officer2")
DEPUTY = "deputy_head"
READERS = ("section_head1", "bureau_head", "archivist1")
READER_KINDS = ("COMMERCIAL", "WORK", "PRIVACY")


@dataclass(frozen=True, slots=True)
class DemoUser:
    """One user of the demo; parties and services have no unit."""

    userid: str
    fullname: str
    roles: tuple[str, ...]
    unit: str = ""


USERS = (
    DemoUser("clerk1", "窗口员一", ("Window Clerk",), FIRST_UNIT),
    DemoUser("handler1", "经办员一", ("Case Handler",), FIRST_UNIT),
    DemoUser("handler2", "经办员二", ("Case Handler",), FIRST_UNIT),
    DemoUser("section_head1", "股长一", ("Section Head",), FIRST_UNIT),
    DemoUser("bureau_head", "局长", ("Bureau Head",), FIRST_UNIT),
    # A deputy decides only with the head's dated authorisation, not by role.
    DemoUser(DEPUTY, "副局长", ("Section Head",), SECOND_UNIT),
    DemoUser("archivist1", "档案员一", ("Archivist",), SOCIAL_UNIT),
    DemoUser("secrecy_officer", "保密员一", ("Confidentiality Officer",), SOCIAL_UNIT),
    DemoUser("secrecy_officer2", "保密员二", ("Confidentiality Officer",), SOCIAL_UNIT),
    DemoUser("supervisor1", "监督员一", ("Supervisor",), SOCIAL_UNIT),
    DemoUser("auditor1", "审计员一", ("Records Auditor",), SOCIAL_UNIT),
    DemoUser("sysadmin", "系统管理员", ("Site Administrator",), SOCIAL_UNIT),
    DemoUser(IMPORTER, "导入员", ("Case Handler", "Records Importer"), SECOND_UNIT),
    DemoUser("party1", "示例申请人", ("Party",)),
    DemoUser("party2", "示例旁人", ("Party",)),
    DemoUser("platform", "审批平台服务账号", ("External System",)),
)
DEMO_USERS = tuple(user.userid for user in USERS)

# userid, office, unit ("" = the whole bureau), by whom
APPOINTMENTS = (
    ("secrecy_officer", "confidentiality_officer", "", "sysadmin"),
    ("secrecy_officer2", "confidentiality_officer", "", "sysadmin"),
    ("bureau_head", "bureau_head", "", "secrecy_officer"),
    ("section_head1", "section_head", FIRST_UNIT, "bureau_head"),
    ("archivist1", "archivist", "", "bureau_head"),
)
# The deputy could decide on access requests in March, and is refused since (Art. 21).
DEPUTY_DAYS = {"valid_from": date(2026, 3, 2), "until": date(2026, 3, 31)}
DEPUTY_BASIS = "演示授权〔2026〕1号"


def create_users(portal: object) -> None:
    """Create the users that are missing, with offices and clearances."""
    new = {user.userid for user in USERS if _create_user(user)}
    _appoint(new)
    _clear(new)


def _create_user(user: DemoUser) -> bool:
    if api.user.get(userid=user.userid) is not None:
        return False
    folder = api.portal.get_tool("acl_users")
    folder.userFolderAddUser(user.userid, PASSWORD, ["Member", *user.roles], [])
    api.user.get(userid=user.userid).setMemberProperties(
        {
            "fullname": user.fullname,
            "unit": user.unit,
            "email": f"{user.userid}@example.com",
        }
    )
    return True


def _appoint(userids: set[str]) -> None:
    for userid, office, unit, by in APPOINTMENTS:
        if userid in userids:
            said = {"basis": BASIS, "until": UNTIL, "by": by}
            register.appoint(userid, office, unit, **said, bootstrap=by == "sysadmin")
    if DEPUTY in userids:
        said = {"basis": DEPUTY_BASIS, "by": "bureau_head"}
        register.appoint(DEPUTY, register.DEPUTY, **said, **DEPUTY_DAYS)


def _clear(userids: set[str]) -> None:
    first, second = OFFICERS
    holders = {first: (KINDS, second), second: (KINDS, first)}
    holders |= {userid: (READER_KINDS, first) for userid in READERS}
    for userid, (kinds, by) in holders.items():
        if userid in userids:
            register.clear(userid, kinds, basis=BASIS, until=UNTIL, by=by)
