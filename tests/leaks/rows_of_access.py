"""L24–L46: people, doors, times and what lies beside the site."""

from tests.leaks.channel import Row


_SWEEP = "leaks/test_leaks_sweep.py::"
_ALIKE = f"{_SWEEP}test_a_secret_and_nothing_answer_a_role_alike_by_every_name"
_FIELDS = "leaks/test_leaks_fields.py::"
_SEARCH = "leaks/test_leaks_search.py::"
_LISTS = "leaks/test_leaks_lists.py::"
_DOORS = "leaks/test_leaks_doors.py::"
_CHANGE = "leaks/test_leaks_change.py::"
_FAULTS = "leaks/test_leaks_faults.py::"
_TOOLS = "leaks/test_leaks_tools.py::"
_WRITES = "leaks/test_leaks_writes.py::"
_GRANTS = "leaks/test_leaks_grants.py::"
_END = "leaks/test_leaks_grants_end.py::"

ROWS: dict[str, Row] = {
    "L24": Row(
        "users, portraits, author pages",
        (
            f"{_LISTS}test_who_works_here_is_told_to_no_stranger",
            f"{_LISTS}test_a_person_who_is_not_there_and_one_who_is_are_alike"
            "_to_strangers",
            f"{_GRANTS}test_nobody_who_works_here_is_named_to_a_party",
        ),
    ),
    "L25": Row(
        "sharing and inherited local roles",
        (
            f"{_LISTS}test_no_place_has_a_sharing_tab",
            "rest/test_rest_intruder.py::test_a_local_role_written_by_hand_opens_nothing",
        ),
    ),
    "L26": Row(
        "the Owner's role after a hand-over",
        (
            f"{_CHANGE}test_a_former_handler_and_a_creator_keep_nothing"
            "_by_having_made_it",
            _ALIKE,
        ),
    ),
    "L27": Row(
        "acquisition and traversal",
        (f"{_DOORS}test_no_way_round_leads_to_a_secret", _ALIKE),
    ),
    "L28": Row(
        "WebDAV, source, management pages",
        (
            f"{_DOORS}test_webdav_tells_nothing",
            f"{_DOORS}test_no_source_and_no_export_of_content",
            f"{_TOOLS}test_no_tool_tells_a_secret",
        ),
    ),
    "L29": Row(
        "error pages and error logs",
        (
            f"{_FAULTS}test_a_fault_says_nothing_in_page_error_log_and_server_s_log",
            f"{_FAULTS}test_a_fault_on_a_secret_is_not_even_reached",
        ),
    ),
    "L30": Row(
        "access logs and query strings",
        (f"{_FAULTS}test_no_log_line_of_any_request_holds_a_secret",),
    ),
    "L31": Row(
        "caches",
        (
            f"{_DOORS}test_the_file_s_bytes_are_found_by_its_reader",
            "site/test_site_headers.py::*",
        ),
    ),
    "L32": Row(
        "exports",
        (
            f"{_DOORS}test_no_source_and_no_export_of_content",
            "site/test_site_doors.py::test_nobody_carries_the_content_away_by_a_page",
        ),
    ),
    "L33": Row(
        "packages with more than was approved",
        (
            _ALIKE,
            "evidence/test_evidence_leaving.py::*",
            f"{_GRANTS}test_records_that_one_was_not_granted_and_nothing_answer_alike",
            f"{_GRANTS}test_the_notice_names_what_is_open_to_all_staff_alone",
        ),
    ),
    "L34": Row(
        "attributes that a list may be asked for",
        (f"{_SEARCH}test_the_script_s_list_of_contents_gives_no_secret",),
    ),
    "L35": Row(
        "link integrity, confirmation of deleting",
        (
            f"{_DOORS}test_confirmation_of_deleting_names_no_hidden_source",
            f"{_DOORS}test_a_service_that_takes_a_place_tells_nothing_of_it",
            f"{_WRITES}test_no_writing_service_of_an_open_place_tells_of_a_secret",
        ),
    ),
    "L36": Row(
        "aliases and ids made of titles",
        (
            f"{_DOORS}test_stock_services_of_records_answer_as_for_nothing",
            f"{_ALIKE}",
        ),
    ),
    "L37": Row(
        "links by UID",
        (f"{_DOORS}test_a_link_by_uid_tells_hidden_and_missing_apart_to_nobody",),
    ),
    "L38": Row(
        "copies that lose their mark",
        (
            f"{_CHANGE}test_copying_and_moving_a_secret_is_refused_to_scripts_too",
            f"{_WRITES}test_a_secret_and_nothing_refuse_every_writing_alike",
        ),
    ),
    "L39": Row(
        "moves, and a whole that opens",
        (
            f"{_CHANGE}test_copying_and_moving_a_secret_is_refused_to_scripts_too",
            f"{_CHANGE}test_a_file_stays_shut_while_its_release_is_proposed"
            "_and_its_own_secrets_after",
        ),
    ),
    "L40": Row(
        "comments",
        (f"{_DOORS}test_stock_services_of_records_answer_as_for_nothing",),
    ),
    "L41": Row(
        "masked fields through a cache",
        (
            f"{_FIELDS}test_masked_numbers_stay_masked_a_hundred_times_over",
            f"{_FIELDS}test_numbers_of_persons_are_clear_on_no_page",
        ),
    ),
    "L42": Row(
        "tokens that outlive an account",
        (
            f"{_CHANGE}test_tokens_of_an_account_that_is_gone_open_nothing",
            f"{_CHANGE}test_an_office_given_up_acts_at_the_next_request",
            f"{_END}test_a_token_of_an_account_that_is_gone_opens_no_grant",
            f"{_END}test_a_session_kept_open_ends_with_the_grant",
        ),
    ),
    "L43": Row(
        "approval links passed on",
        (
            f"{_GRANTS}test_what_is_granted_to_another_and_nothing_answer_alike",
            f"{_GRANTS}test_keys_of_grants_stand_in_no_catalog_and_no_list_of_people",
            f"{_END}test_a_session_kept_open_ends_with_the_grant",
            f"{_END}test_wrong_and_malformed_receipt_codes_answer_alike"
            "_and_are_limited",
        ),
    ),
    "L44": Row(
        "the ledger itself",
        (
            f"{_FAULTS}test_the_ledger_tells_of_what_one_may_not_see_but_its_place"
            "_in_it",
            f"{_FAULTS}test_an_auditor_reads_of_a_hidden_record_its_rows_places_alone",
        ),
    ),
    "L45": Row(
        "temporary files",
        (
            f"{_FAULTS}test_no_temporary_file_holds_a_secret",
            f"{_GRANTS}test_making_copies_leaves_nothing_on_the_disk",
        ),
    ),
    "L46": Row("headers for other sites", ("site/test_site_headers.py::*",)),
}
