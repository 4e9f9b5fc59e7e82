"""Signed notes and checkpoints of the C2SP form, with Ed25519 keys.

- A note is a text of lines, an empty line, and one line for each signature.
- A verifier is the public half of a key with its name, as a text of one line:
  "<name>+<8 hex digits of the key hash>+<base64 of 0x01 and the public key>".
- A note may carry signatures of several keys (rotation): one of a known key must be
  there, none of a known key may be wrong, those of others are passed over. A key that
  signs no more stays in the list of verifiers, for the notes that it has signed.
- This module alone knows the library of the signatures.

Source: C2SP signed-note, tlog-checkpoint.
"""

from base64 import b64encode
from collections.abc import Iterable
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from dataclasses import dataclass
from dataclasses import field
from lingchuan.records.core.note_text import BAD_KEY
from lingchuan.records.core.note_text import BAD_SIGNATURE
from lingchuan.records.core.note_text import check_body
from lingchuan.records.core.note_text import Checkpoint
from lingchuan.records.core.note_text import from_base64
from lingchuan.records.core.note_text import is_name
from lingchuan.records.core.note_text import is_note
from lingchuan.records.core.note_text import KEY_HASH_SIZE
from lingchuan.records.core.note_text import MALFORMED
from lingchuan.records.core.note_text import NoteError
from lingchuan.records.core.note_text import Signature
from lingchuan.records.core.note_text import split_note
from lingchuan.records.core.note_text import split_notes
from lingchuan.records.core.note_text import UNKNOWN_KEY

import hashlib


_ED25519 = b"\x01"
_KEY_SIZE = 32
_NAME_LINE = "name: "
# What stands before the key in PKCS 8 (RFC 8410), and around it in PEM. Written here,
# since the library's own writer takes a fifth of the start of lingchuan-verify.
_PKCS8 = bytes.fromhex("302e020100300506032b657004220420")
_PEM = "-----BEGIN PRIVATE KEY-----\n", "\n-----END PRIVATE KEY-----\n"


@dataclass(frozen=True, slots=True)
class Verifier:
    """The public half of a key."""

    name: str
    public_key: bytes

    @classmethod
    def from_text(cls, text: str) -> "Verifier":
        """Return the verifier of a text of one line.

        Raises:
            NoteError: the text is none, or its parts do not fit each other.
        """
        parts = text.split("+", 2)
        if len(parts) != 3 or not is_name(parts[0]):
            raise NoteError(BAD_KEY)
        try:
            key = from_base64(parts[2])
        except NoteError as error:
            raise NoteError(BAD_KEY, parts[0]) from error
        verifier = cls(parts[0], key[1:])
        if key[:1] != _ED25519 or len(key) != 1 + _KEY_SIZE:
            raise NoteError(BAD_KEY, parts[0])
        if verifier.key_hash.hex() != parts[1]:
            raise NoteError(BAD_KEY, parts[0])
        return verifier

    def to_text(self) -> str:
        """Return the text of one line, without its end."""
        key = b64encode(_ED25519 + self.public_key).decode()
        return f"{self.name}+{self.key_hash.hex()}+{key}"

    @property
    def key_hash(self) -> bytes:
        """Return the four bytes that stand before each signature."""
        text = self.name.encode() + b"\n" + _ED25519 + self.public_key
        return hashlib.sha256(text).digest()[:KEY_HASH_SIZE]

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of name and public key in hex, for people to compare."""
        return hashlib.sha256(self.to_text().encode()).hexdigest()

    def has_signed(self, body: str, signature: bytes) -> bool:
        """Return whether the signature over the body is of this key."""
        try:
            key = Ed25519PublicKey.from_public_bytes(self.public_key)
            key.verify(signature, body.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A named private key; the secret is not in its repr."""

    name: str
    private_key: bytes = field(repr=False)

    @classmethod
    def generate(cls, name: str) -> "SigningKey":
        """Return a new key.

        Raises:
            NoteError: the name is empty or holds a blank or a plus sign.
        """
        if not is_name(name):
            raise NoteError(BAD_KEY, name)
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def from_text(cls, text: str) -> "SigningKey":
        """Return the key of what `to_text` gave.

        Raises:
            NoteError: the text is no such key.
        """
        first, _, pem = text.partition("\n")
        name = first.removeprefix(_NAME_LINE)
        if name == first or not is_name(name):
            raise NoteError(BAD_KEY)
        body = pem.removeprefix(_PEM[0]).removesuffix(_PEM[1])
        try:
            raw = from_base64(body)
        except NoteError as error:
            raise NoteError(BAD_KEY, name) from error
        key = cls(name, raw.removeprefix(_PKCS8))
        if len(key.private_key) != _KEY_SIZE or key.to_text() != text:
            raise NoteError(BAD_KEY, name)
        return key

    def to_text(self) -> str:
        """Return a line with the name ("name: …"), then the key as PEM (PKCS 8)."""
        body = b64encode(_PKCS8 + self.private_key).decode()
        return f"{_NAME_LINE}{self.name}\n{_PEM[0]}{body}{_PEM[1]}"

    @property
    def verifier(self) -> Verifier:
        """Return the public half."""
        return Verifier(self.name, self._key.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """Return the note of a body; a note gets one signature more (rotation).

        Raises:
            NoteError: the body has no line end, or holds control characters.
        """
        if is_note(text):
            body, _signatures = split_note(text)
            return f"{text}{self._signature(body).to_line()}"
        check_body(text)
        return f"{text}\n{self._signature(text).to_line()}"

    def _signature(self, body: str) -> Signature:
        value = self._key.sign(body.encode())
        return Signature(self.name, self.verifier.key_hash, value)

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.private_key)


def read_verifiers(text: str) -> list[Verifier]:
    """Return the verifiers of a text that holds one a line; empty lines are none.

    Raises:
        NoteError: a line is no verifier, or there is none.
    """
    found = [Verifier.from_text(line) for line in text.split("\n") if line]
    if not found:
        raise NoteError(BAD_KEY)
    return found


def open_note(text: str, verifiers: Iterable[Verifier]) -> Checkpoint:
    """Return the checkpoint of a note that one of the verifiers has signed.

    Raises:
        NoteError: it is no note of a checkpoint (malformed), no signature is of a known
            key (unknown_key), or one of a known key is wrong (bad_signature).
    """
    body, signatures = split_note(text)
    known = {(one.name, one.key_hash): one for one in verifiers}
    signed = False
    for signature in signatures:
        verifier = known.get((signature.name, signature.key_hash))
        if verifier is None:
            continue
        if not verifier.has_signed(body, signature.value):
            raise NoteError(BAD_SIGNATURE, signature.name)
        signed = True
    if not signed:
        raise NoteError(UNKNOWN_KEY, ", ".join(one.name for one in signatures))
    return Checkpoint.from_body(body)


__all__ = [
    "BAD_KEY",
    "BAD_SIGNATURE",
    "Checkpoint",
    "MALFORMED",
    "NoteError",
    "SigningKey",
    "UNKNOWN_KEY",
    "Verifier",
    "open_note",
    "read_verifiers",
    "split_notes",
]
