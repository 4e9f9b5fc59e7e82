"""The leak rows L1–L46 of the threats' table: which tests show each channel shut.

A later feature that brings the rest of a row adds its tests here; one that brings new
roles or records calls `join_role` (people.py) and `join_secret` (world.py), and all
that is asked here is asked of them too.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A channel, the tests that show it shut, and what joins when it is registered.

    A test is "<module below tests>::<function>", without its parameters.
    """

    channel: str
    tests: tuple[str, ...] = ()
    joins: str = ""


_SWEEP = "leaks/test_leaks_sweep.py::"
_OPEN = f"{_SWEEP}test_no_name_of_an_open_place_tells_a_role_what_it_may_not_know"
_ALIKE = f"{_SWEEP}test_a_secret_and_nothing_answer_a_role_alike_by_every_name"
_FIELDS = "leaks/test_leaks_fields.py::"
_SEARCH = "leaks/test_leaks_search.py::"
_LISTS = "leaks/test_leaks_lists.py::"
_DOORS = "leaks/test_leaks_doors.py::"
_CHANGE = "leaks/test_leaks_change.py::"
_FAULTS = "leaks/test_leaks_faults.py::"
_TOOLS = "leaks/test_leaks_tools.py::"
_WRITES = "leaks/test_leaks_writes.py::"

ROWS: dict[str, Row] = {
    "L1": Row(
        "relation fields",
        (
            f"{_FIELDS}test_a_record_names_no_activity_that_its_reader_may_not_see",
            f"{_FIELDS}test_who_may_not_see_an_activity_does_not_unset_it",
            f"{_SEARCH}test_all_columns_of_all_hits_hold_no_secret",
        ),
    ),
    "L2": Row(
        "`parent` summary",
        (f"{_FIELDS}test_a_record_s_json_names_no_neighbour_and_nobody_at_work",),
    ),
    "L3": Row(
        "previous and next item",
        (f"{_FIELDS}test_a_record_s_json_names_no_neighbour_and_nobody_at_work", _OPEN),
    ),
    "L4": Row(
        "breadcrumbs",
        (f"{_FIELDS}test_breadcrumbs_and_navigation_name_what_one_may_see",),
    ),
    "L5": Row(
        "lock info, working copies",
        (
            f"{_FIELDS}test_a_record_s_json_names_no_neighbour_and_nobody_at_work",
            f"{_DOORS}test_stock_services_of_records_answer_as_for_nothing",
        ),
    ),
    "L6": Row(
        "catalog columns",
        (
            f"{_SEARCH}test_all_columns_of_all_hits_hold_no_secret",
            f"{_TOOLS}test_no_page_of_zope_s_management_shows_a_secret",
        ),
    ),
    "L7": Row(
        "stale allowedRolesAndUsers",
        (
            f"{_CHANGE}test_a_mark_on_a_file_of_500_records_hides_all_of_it_at_once",
            f"{_CHANGE}test_a_savepoint_rolled_back_leaves_no_stale_row",
            f"{_CHANGE}test_what_was_aborted_opens_and_shuts_nothing",
        ),
    ),
    "L8": Row(
        "SearchableText as an oracle",
        (
            f"{_SEARCH}test_a_word_of_a_secret_is_found_by_its_readers_alone",
            f"{_SEARCH}test_words_inside_a_secret_s_file_are_no_oracle",
            f"{_SEARCH}test_no_index_answers_a_token_otherwise_than_nothing",
        ),
    ),
    "L9": Row(
        "vocabularies and sources",
        (
            f"{_LISTS}test_no_vocabulary_lists_a_word_of_a_secret",
            f"{_LISTS}test_no_source_of_a_field_lists_a_secret",
        ),
    ),
    "L10": Row(
        "own pages, counts, statistics",
        (
            "leaks/test_leaks_counts.py::test_a_secret_more_changes_no_byte_of_what_an"
            "_outsider_sees",
        ),
    ),
    "L11": Row(
        "history and workflow comments",
        (f"{_CHANGE}test_an_old_version_is_its_record_s_readers_alone", _ALIKE),
    ),
    "L12": Row(
        "old versions",
        (
            f"{_CHANGE}test_an_old_version_is_its_record_s_readers_alone",
            f"{_CHANGE}test_a_correction_of_a_secret_tells_nobody_its_new_or_old_words",
        ),
    ),
    "L13": Row(
        "image scales",
        (f"{_DOORS}test_scales_and_files_of_a_secret_are_nothing",),
    ),
    "L14": Row(
        "previews, waveforms, extracted text",
        (f"{_SEARCH}test_words_inside_a_secret_s_file_are_no_oracle",),
        "previews, posters, waveforms and transcripts of media",
    ),
    "L15": Row(
        "active content shown inline",
        ("site/test_site_inline.py::*", "site/test_site_headers.py::*"),
    ),
    "L16": Row(
        "ranges after a clearance is gone",
        (f"{_CHANGE}test_a_range_is_refused_after_the_clearance_is_gone",),
    ),
    "L17": Row(
        "EXIF in copies",
        (f"{_DOORS}test_the_file_s_bytes_are_found_by_its_reader",),
        "copies that leave by an approved request",
    ),
    "L18": Row("false redaction", (), "redacted copies for approved requests"),
    "L19": Row(
        "temporary files of uploads",
        (f"{_DOORS}test_stock_services_of_records_answer_as_for_nothing",),
        "an upload endpoint of our own",
    ),
    "L20": Row(
        "mails of content rules",
        (f"{_FAULTS}test_the_mail_of_a_content_rule_holds_an_address_and_no_word",),
    ),
    "L21": Row(
        "reminders and digests",
        (f"{_FAULTS}test_no_mail_leaves_for_marking_releasing_and_refusing",),
        "reminders and digests by mail",
    ),
    "L22": Row(
        "feeds and site map",
        (f"{_SEARCH}test_lists_feeds_and_maps_tell_no_secret",),
    ),
    "L23": Row(
        "collections, portlets, listing blocks",
        (f"{_SEARCH}test_a_query_of_a_collection_finds_no_secret", _OPEN),
    ),
    "L24": Row(
        "users, portraits, author pages",
        (
            f"{_LISTS}test_who_works_here_is_told_to_no_stranger",
            f"{_LISTS}test_a_person_who_is_not_there_and_one_who_is_are_alike"
            "_to_strangers",
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
        (_ALIKE, "evidence/test_evidence_leaving.py::*"),
        "packages for approved requests",
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
        ),
        "approvals that run out",
    ),
    "L43": Row("approval links passed on", (), "approved requests and their keys"),
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
        (f"{_FAULTS}test_no_temporary_file_holds_a_secret",),
        "temporary files of transcoding",
    ),
    "L46": Row("headers for other sites", ("site/test_site_headers.py::*",)),
}
