"""Print the demo users: ``python -m lingchuan.records.demo``."""

from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.demo.users import USERS

import sys


def main() -> int:
    """Write one line a user: id, name, roles, unit."""
    sys.stdout.write(f"password of all: {PASSWORD}\n")
    for user in USERS:
        roles = ", ".join(user.roles)
        sys.stdout.write(f"{user.userid:18}{user.fullname}  {roles}  {user.unit}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
