"""L1–L23: what lists, files and mails tell of a record."""

from tests.leaks.channel import Row


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
_GRANTS = "leaks/test_leaks_grants.py::"
_END = "leaks/test_leaks_grants_end.py::"

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
            f"{_END}test_a_state_secret_more_changes_no_byte_of_what_a_party_sees",
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
        (
            f"{_SEARCH}test_words_inside_a_secret_s_file_are_no_oracle",
            f"{_GRANTS}test_records_that_one_was_not_granted_and_nothing_answer_alike",
        ),
        "previews, posters, waveforms and transcripts of media",
    ),
    "L15": Row(
        "active content shown inline",
        ("site/test_site_inline.py::*", "site/test_site_headers.py::*"),
    ),
    "L16": Row(
        "ranges after a clearance is gone",
        (
            f"{_CHANGE}test_a_range_is_refused_after_the_clearance_is_gone",
            f"{_END}test_a_range_is_refused_when_the_mark_rises_amid_the_film",
        ),
    ),
    "L17": Row(
        "EXIF in copies",
        (
            f"{_DOORS}test_the_file_s_bytes_are_found_by_its_reader",
            f"{_GRANTS}test_copies_carry_no_word_of_the_originals",
        ),
    ),
    "L18": Row(
        "false redaction",
        (
            f"{_GRANTS}test_copies_carry_no_word_of_the_originals",
            "media/test_media_derivatives.py::*",
        ),
    ),
    "L19": Row(
        "temporary files of uploads",
        (f"{_DOORS}test_stock_services_of_records_answer_as_for_nothing",),
        "an upload endpoint of our own",
    ),
    "L20": Row(
        "mails of content rules",
        (
            f"{_FAULTS}test_the_mail_of_a_content_rule_holds_an_address_and_no_word",
            f"{_GRANTS}test_jobs_and_mails_hold_a_number_and_a_link_alone",
        ),
    ),
    "L21": Row(
        "reminders and digests",
        (
            f"{_FAULTS}test_no_mail_leaves_for_marking_releasing_and_refusing",
            f"{_GRANTS}test_jobs_and_mails_hold_a_number_and_a_link_alone",
        ),
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
}
