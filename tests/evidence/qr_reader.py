"""A reader of QR codes in byte mode (ISO/IEC 18004): what a telephone would see.

It knows nothing of how the code was made, but for the table of block sizes.
"""

from reportlab.graphics.barcode.qrencoder import QRErrorCorrectLevel
from reportlab.graphics.barcode.qrencoder import QRRSBlock


# Error correction levels as the format information names them.
LEVELS = {
    0b01: QRErrorCorrectLevel.L,
    0b00: QRErrorCorrectLevel.M,
    0b11: QRErrorCorrectLevel.Q,
    0b10: QRErrorCorrectLevel.H,
}
FORMAT_MASK = 0b101010000010010
MASKS = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, j: i % 2 == 0,
    lambda i, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: (i * j) % 2 + (i * j) % 3 == 0,
    lambda i, j: ((i * j) % 2 + (i * j) % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + (i * j) % 3) % 2 == 0,
)


def read_qr(modules: list[list[bool]]) -> str:
    """Return the text of a code; dark is true, no margin around it."""
    version = (len(modules) - 17) // 4
    bits = [modules[8][c] for c in (0, 1, 2, 3, 4, 5, 7, 8)]
    bits += [modules[r][8] for r in (7, 5, 4, 3, 2, 1, 0)]
    form = int("".join("01"[bit] for bit in bits), 2) ^ FORMAT_MASK
    level, mask = LEVELS[form >> 13], MASKS[form >> 10 & 7]
    words = codewords(modules, version, mask)
    return text_of(data_of(words, QRRSBlock.getRSBlocks(version, level)), version)


def alignment(version: int) -> list[int]:
    """Return the centres of the alignment patterns (annex E)."""
    if version == 1:
        return []
    count = version // 7 + 2
    last = 4 * version + 10
    step = 26 if version == 32 else (version * 4 + count * 2 + 1) // (2 * count - 2) * 2
    return [6, *sorted(last - n * step for n in range(count - 1))]


def is_function(row: int, column: int, version: int) -> bool:
    """Return whether a module belongs to a pattern, not to the data."""
    side = 4 * version + 17
    corner = (row < 9 and (column < 9 or column >= side - 8)) or (
        row >= side - 8 and column < 9
    )
    if corner or 6 in (row, column):
        return True
    if version >= 7:
        high, low = max(row, column), min(row, column)
        if low < 6 and side - 11 <= high < side - 8:
            return True
    centres = alignment(version)
    ends = {(6, 6), (6, side - 7), (side - 7, 6)}
    return any(
        abs(row - r) <= 2 and abs(column - c) <= 2
        for r in centres
        for c in centres
        if (r, c) not in ends
    )


def codewords(modules, version, mask) -> list[int]:
    """Return the bytes along the way of the data, unmasked."""
    side, bits, upward = len(modules), [], True
    for right in [c for c in range(side - 1, 0, -2) if c > 6] + [5, 3, 1]:
        lines = range(side - 1, -1, -1) if upward else range(side)
        for row in lines:
            for column in (right, right - 1):
                if not is_function(row, column, version):
                    bits.append(modules[row][column] ^ mask(row, column))
        upward = not upward
    return [
        int("".join("01"[bit] for bit in bits[n : n + 8]), 2)
        for n in range(0, len(bits) - 7, 8)
    ]


def data_of(words: list[int], blocks) -> bytes:
    """Return the data of the blocks, which lie interleaved."""
    sizes = [block.dataCount for block in blocks]
    parts: list[list[int]] = [[] for _size in sizes]
    stream = iter(words)
    for place in range(max(sizes)):
        for part, size in zip(parts, sizes, strict=True):
            if place < size:
                part.append(next(stream))
    return bytes(word for part in parts for word in part)


def text_of(data: bytes, version: int) -> str:
    """Return the text of one segment in byte mode."""
    bits = "".join(f"{byte:08b}" for byte in data)
    assert bits[:4] == "0100"
    width = 8 if version < 10 else 16
    length = int(bits[4 : 4 + width], 2)
    start = 4 + width
    raw = bytes(int(bits[n : n + 8], 2) for n in range(start, start + 8 * length, 8))
    return raw.decode("utf-8")
