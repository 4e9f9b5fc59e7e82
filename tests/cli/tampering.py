"""Ways to tamper with a package and with an export; each must be found."""

from lingchuan.records.core import packages
from lingchuan.records.core.event_lines import write_line
from lingchuan.records.core.merkle import root
from lingchuan.records.core.notes import Checkpoint
from tests.cli.packing import EXTRACTION
from tests.cli.packing import filled_ledger
from tests.cli.packing import NAME
from tests.cli.packing import originals
from tests.cli.packing import OTHER_KEY
from tests.cli.packing import package
from tests.cli.packing import put_ledger
from tests.cli.packing import put_tags

import copy
import json


DATA = originals(40, 3_000)
FILES, LEDGER = package(DATA)
UIDS = {*DATA, EXTRACTION}
SIZES = (0, 20, 50)
EXPORT = filled_ledger(80)


def flip(raw, dice):
    """Return the bytes with one changed, some cut off at the end, or one more."""
    kind = dice.choice(("flip", "cut", "grow")) if raw else "grow"
    if kind == "cut":
        return raw[: dice.randrange(len(raw))]
    if kind == "grow":
        return raw + b"\x00"
    place = dice.randrange(len(raw))
    changed = bytes([raw[place] ^ dice.randrange(1, 256)])
    return raw[:place] + changed + raw[place + 1 :]


class PackageTampering:
    """Ways to change a package; each method changes `files` for the worse."""

    def __init__(self, dice):
        self.dice = dice
        self.files = dict(FILES)
        self.ledger = copy.deepcopy(LEDGER)

    def of_the_package(self):
        return [row for row in self.ledger.rows if row["uid"] in UIDS]

    def change_row(self):
        row = self.dice.choice(self.of_the_package())
        row[self.dice.choice(("actor", "at", "action", "reason", "path"))] += "x"
        self.write_rows(self.of_the_package())

    def change_row_and_its_hash(self):
        row = self.dice.choice(self.of_the_package())
        row["actor"] = "nobody"
        self.ledger.rehash()
        self.write_rows(self.of_the_package())

    def write_rows(self, rows):
        """Write the lines anew; proofs and manifests fit what is there."""
        told = json.loads(self.files[packages.PROOFS])
        seqs = {str(row["seq"]) for row in rows}
        told["proofs"] = {
            key: one for key, one in told["proofs"].items() if key in seqs
        }
        self.files[packages.PROOFS] = json.dumps(told).encode()
        self.files[packages.EVENTS] = b"".join(map(write_line, rows))
        put_tags(self.files)

    def delete_row(self):
        rows = self.of_the_package()
        del rows[self.dice.randrange(len(rows))]
        self.write_rows(rows)

    def cut_the_tail(self):
        rows = self.of_the_package()
        self.write_rows(rows[: self.dice.randrange(len(rows))])

    def swap_rows(self):
        rows = self.of_the_package()
        first, second = self.dice.sample(range(len(rows)), 2)
        rows[first], rows[second] = rows[second], rows[first]
        self.write_rows(rows)

    def rehash_all_unsigned(self):
        note = self.files[packages.CHECKPOINT]
        self.dice.choice(self.of_the_package())["actor"] = "nobody"
        self.ledger.rehash()
        put_ledger(self.files, self.ledger, UIDS)
        if self.dice.random() < 0.5:
            body = Checkpoint(NAME, len(self.ledger.rows), root(self.ledger.leaves()))
            signed = note.decode().split("\n\n")[1]
            note = f"{body.to_body()}\n{signed}".encode()
        self.files[packages.CHECKPOINT] = note
        put_tags(self.files)

    def sign_all_anew(self):
        self.dice.choice(self.of_the_package())["actor"] = "nobody"
        self.ledger.rehash()
        self.ledger.key = OTHER_KEY
        put_ledger(self.files, self.ledger, UIDS)
        if self.dice.random() < 0.5:
            self.files[packages.KEY] = FILES[packages.KEY]
        put_tags(self.files)

    def change_a_file(self):
        name = self.dice.choice(sorted(self.files))
        self.files[name] = flip(self.files[name], self.dice)

    def change_a_file_and_its_manifests(self):
        names = (*packages.BOUND_FILES, *self.originals(), "bag-info.txt")
        name = self.dice.choice(names)
        self.files[name] = flip(self.files[name], self.dice)
        put_tags(self.files, info=name != "bag-info.txt")

    def swap_files(self):
        first, second = self.dice.sample(sorted(self.files), 2)
        files = self.files
        files[first], files[second] = files[second], files[first]

    def swap_originals(self):
        first, second = self.originals()
        files = self.files
        files[first], files[second] = files[second], files[first]
        put_tags(files)

    def originals(self):
        return [name for name in FILES if name.startswith(packages.ORIGINALS)]

    def add_a_file(self):
        folder = self.dice.choice(("", "data/", "data/originals/", "data/ledger/"))
        self.files[f"{folder}extra{self.dice.randrange(99)}"] = b"x"
        if self.dice.random() < 0.5:
            put_tags(self.files)

    def remove_a_file(self):
        del self.files[self.dice.choice(sorted(self.files))]

    def remove_a_file_of_the_payload(self):
        names = [name for name in self.files if name.startswith("data/")]
        del self.files[self.dice.choice(names)]
        put_tags(self.files)

    def change_a_proof(self):
        told = json.loads(self.files[packages.PROOFS])
        proof = told["proofs"][self.dice.choice(sorted(told["proofs"]))]
        place = self.dice.randrange(len(proof))
        kind = self.dice.choice(("change", "drop", "double", "swap"))
        if kind == "drop":
            del proof[place]
        elif kind == "double":
            proof.insert(place, proof[place])
        elif kind == "swap" and len(proof) > 1:
            other = (place + 1) % len(proof)
            proof[place], proof[other] = proof[other], proof[place]
        else:
            proof[place] = f"{int(proof[place], 16) ^ 1:064x}"
        self.files[packages.PROOFS] = json.dumps(told).encode()
        put_tags(self.files)


class ExportTampering:
    """Ways to change an export; each method changes `files` for the worse."""

    def __init__(self, dice):
        self.dice = dice
        self.ledger = copy.deepcopy(EXPORT)
        self.files = EXPORT.export(*SIZES)
        self.rows = self.ledger.rows

    def write(self):
        self.files["events.jsonl"] = self.ledger.lines()

    def change_row(self):
        row = self.dice.choice(self.rows)
        row[self.dice.choice(("actor", "at", "action", "reason", "leaf_hash"))] = (
            "0" * 64
        )
        self.write()

    def change_row_and_its_hash(self):
        self.dice.choice(self.rows)["actor"] = "nobody"
        self.ledger.rehash()
        self.write()

    def delete_row(self):
        del self.rows[self.dice.randrange(len(self.rows))]
        if self.dice.random() < 0.5:
            self.ledger.rehash()
        self.write()

    def add_row(self):
        place = self.dice.randrange(len(self.rows))
        self.rows.insert(place, dict(self.dice.choice(self.rows)))
        if self.dice.random() < 0.5:
            self.ledger.rehash()
        self.write()

    def cut_the_tail(self):
        del self.rows[self.dice.randrange(len(self.rows)) :]
        self.write()

    def cut_bytes(self):
        raw = self.files["events.jsonl"]
        self.files["events.jsonl"] = raw[: self.dice.randrange(len(raw))]

    def swap_rows(self):
        first, second = self.dice.sample(range(len(self.rows)), 2)
        rows = self.rows
        rows[first], rows[second] = rows[second], rows[first]
        if self.dice.random() < 0.5:
            for place, row in enumerate(rows, 1):
                row["seq"] = place
        self.write()

    def rehash_all_unsigned(self):
        notes = self.files["checkpoint.txt"].decode()
        self.change_row_and_its_hash()
        body = Checkpoint(NAME, len(self.rows), root(self.ledger.leaves())).to_body()
        signed = notes.rpartition("\n\n")[2]
        self.files["checkpoint.txt"] = f"{body}\n{signed}".encode()

    def sign_all_anew(self):
        self.change_row_and_its_hash()
        self.ledger.key = OTHER_KEY
        key = self.files["key.txt"]
        self.files = self.ledger.export(*SIZES)
        if self.dice.random() < 0.5:
            self.files["key.txt"] = key

    def change_a_byte(self):
        # An export without its last checkpoints is another one, but a true one.
        name = self.dice.choice(("events.jsonl", "key.txt"))
        self.files[name] = flip(self.files[name], self.dice)

    def change_a_bit_of_the_checkpoints(self):
        raw = bytearray(self.files["checkpoint.txt"])
        raw[self.dice.randrange(len(raw))] ^= 1 << self.dice.randrange(8)
        self.files["checkpoint.txt"] = bytes(raw)
