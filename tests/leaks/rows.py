"""The leak rows L1–L46 of the threats' table: which tests show each channel shut.

A later feature that brings the rest of a row adds its tests here; one that brings new
roles or records calls `join_role` (people.py) and `join_secret` (world.py), and all
that is asked here is asked of them too.
"""

from tests.leaks import rows_of_access
from tests.leaks import rows_of_content


ROWS = rows_of_content.ROWS | rows_of_access.ROWS
