"""Signed notes: keys, checkpoints, rotation, and every single change."""

from base64 import b64decode
from base64 import b64encode
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import PrivateFormat
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from lingchuan.records.core import notes
from lingchuan.records.core.notes import Checkpoint
from lingchuan.records.core.notes import NoteError
from lingchuan.records.core.notes import open_note
from lingchuan.records.core.notes import SigningKey
from lingchuan.records.core.notes import Verifier

import pytest


NAME = "lingchuan.records/审批局"
KEY, OTHER = SigningKey.generate(NAME), SigningKey.generate(NAME)
CHECKPOINT = Checkpoint(NAME, 12_345, bytes(range(32)))
BODY = CHECKPOINT.to_body()
NOTE = KEY.sign(BODY)


def code_of(text, verifiers=(KEY.verifier,)):
    with pytest.raises(NoteError) as caught:
        open_note(text, verifiers)
    return caught.value.code


def test_a_note_of_a_known_key_gives_its_checkpoint():
    assert open_note(NOTE, [OTHER.verifier, KEY.verifier]) == CHECKPOINT
    assert BODY.split("\n")[:2] == [NAME, "12345"]
    assert NOTE.split("\n\n")[1].startswith(f"\u2014 {NAME} ")


def test_key_and_verifier_come_back_from_their_texts_and_the_secret_shows_nowhere():
    assert SigningKey.from_text(KEY.to_text()) == KEY
    assert Verifier.from_text(KEY.verifier.to_text()) == KEY.verifier
    assert "BEGIN PRIVATE KEY" in KEY.to_text()
    assert KEY.private_key.hex() not in repr(KEY)
    assert str(KEY.private_key) not in repr(KEY)
    assert len(KEY.verifier.fingerprint) == 64


def test_the_key_as_text_is_the_pem_that_others_read():
    pem = KEY.to_text().partition("\n")[2].encode()
    key = load_pem_private_key(pem, password=None)
    assert key.private_bytes_raw() == KEY.private_key
    form = Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    assert key.private_bytes(*form) == pem


def test_the_key_hash_is_the_one_of_the_known_verifier():
    text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    verifier = Verifier.from_text(text)
    assert verifier.key_hash.hex() == "c74f20a3"
    note = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n\n"
        "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )
    # It is a good note, though not of a checkpoint.
    assert code_of(note, [verifier]) == notes.MALFORMED
    assert code_of(note.replace("your problem,", "my problem,"), [verifier]) == (
        notes.BAD_SIGNATURE
    )


def test_a_note_of_two_keys_opens_with_either_and_with_an_old_one_that_stays():
    both = OTHER.sign(NOTE)
    for verifiers in ([KEY.verifier], [OTHER.verifier], [KEY.verifier, OTHER.verifier]):
        assert open_note(both, verifiers) == CHECKPOINT
    stranger = SigningKey.generate("stranger")
    assert code_of(both, [stranger.verifier]) == notes.UNKNOWN_KEY


def test_one_wrong_signature_of_a_known_key_spoils_the_note():
    forged = (
        NOTE + OTHER.sign(Checkpoint(NAME, 1, bytes(32)).to_body()).split("\n\n")[1]
    )
    assert open_note(forged, [KEY.verifier]) == CHECKPOINT
    assert code_of(forged, [KEY.verifier, OTHER.verifier]) == notes.BAD_SIGNATURE


def test_a_key_of_the_same_name_is_another_key():
    assert code_of(NOTE, [OTHER.verifier]) == notes.UNKNOWN_KEY
    assert code_of(NOTE, []) == notes.UNKNOWN_KEY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\n\n",
        BODY,
        NOTE[:-1],
        NOTE + "\n",
        NOTE + "x\n",
        NOTE.replace("\n\n", "\n"),
        NOTE.replace("\u2014", "-"),
        NOTE.replace(f" {NAME} ", " "),
        NOTE.replace("\n", "\r\n"),
        "x" * 2_000_000,
        NOTE + NOTE.split("\n\n")[1] * 100,
        KEY.sign("one\ntwo\n"),
        KEY.sign(f"{NAME}\n01\n{b64encode(bytes(32)).decode()}\n"),
        KEY.sign(f"{NAME}\n1\n{b64encode(bytes(31)).decode()}\n"),
        KEY.sign(f"{NAME}\n1\n{b64encode(bytes(32)).decode()}\nmore\n"),
        KEY.sign(f"\n1\n{b64encode(bytes(32)).decode()}\n"),
        KEY.sign(f"{NAME}\n{10**18}\n{b64encode(bytes(32)).decode()}\n"),
        KEY.sign(f"{NAME}\n１\n{b64encode(bytes(32)).decode()}\n"),
    ],
)
def test_what_is_no_note_of_a_checkpoint_is_malformed(text):
    assert code_of(text) == notes.MALFORMED


def test_a_body_that_cannot_be_signed_is_refused():
    for body in ("no end", "a\x00\n", "a\r\n"):
        with pytest.raises(NoteError):
            KEY.sign(body)


def test_another_writing_of_the_same_signature_is_malformed():
    # Two bits of the last character are spare; only zeros will do.
    head, last = NOTE[:-3], NOTE[-3]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for spare in (1, 2, 3):
        other = alphabet[alphabet.index(last) + spare]
        assert b64decode(f"AA{other}=") == b64decode(f"AA{last}=")
        assert code_of(f"{head}{other}=\n") == notes.MALFORMED


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\n", "a\u3000b", "a\x00"])
def test_a_key_has_a_name_without_blank_and_plus(name):
    with pytest.raises(NoteError) as caught:
        SigningKey.generate(name)
    assert caught.value.code == notes.BAD_KEY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "a+b+c",
        KEY.verifier.to_text()[:-1],
        KEY.verifier.to_text() + "\n",
        KEY.verifier.to_text().replace(NAME, "other"),
        KEY.verifier.to_text().upper(),
        f"{NAME}+00000000+{b64encode(bytes(33)).decode()}",
    ],
    # The key is another one each time; every worker must know a test by the same name.
    ids=["none", "word", "empty", "short", "line", "name", "capitals", "zeros"],
)
def test_what_is_no_verifier_is_a_bad_key(text):
    with pytest.raises(NoteError) as caught:
        Verifier.from_text(text)
    assert caught.value.code == notes.BAD_KEY


def test_verifiers_are_read_one_a_line():
    text = f"{KEY.verifier.to_text()}\n{OTHER.verifier.to_text()}\n"
    assert notes.read_verifiers(text) == [KEY.verifier, OTHER.verifier]
    with pytest.raises(NoteError):
        notes.read_verifiers("\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        KEY.to_text().partition("\n")[2],
        "name: a\nx",
        "name: a b\nx",
        KEY.to_text() + "\n",
    ],
)
def test_what_is_no_key_is_a_bad_key(text):
    with pytest.raises(NoteError) as caught:
        SigningKey.from_text(text)
    assert caught.value.code == notes.BAD_KEY


def test_notes_one_after_another_are_told_apart():
    both = OTHER.sign(NOTE)
    assert notes.split_notes(NOTE + both + NOTE) == [NOTE, both, NOTE]
    assert notes.split_notes("") == []
    assert notes.split_notes(NOTE + "rest") == [NOTE, "rest"]


@settings(max_examples=2000, deadline=None)
@given(st.integers(0, len(NOTE.encode()) - 1), st.integers(0, 7), st.booleans())
def test_every_changed_bit_and_every_lost_byte_spoils_a_note(place, bit, lost):
    raw = bytearray(NOTE.encode())
    if lost:
        del raw[place]
    else:
        raw[place] ^= 1 << bit
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return
    with pytest.raises(NoteError):
        open_note(text, [KEY.verifier])


@settings(max_examples=500, deadline=None)
@given(st.text(), st.integers(0, 500))
def test_no_text_makes_it_stumble(text, place):
    for made in (text, NOTE[:place] + text + NOTE[place:]):
        try:
            open_note(made, [KEY.verifier])
        except NoteError:
            continue
        assert made == NOTE
