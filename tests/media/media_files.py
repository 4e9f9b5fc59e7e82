"""Small recordings and pictures, made when they are needed; none is kept."""

from io import BytesIO
from PIL import Image

import struct
import subprocess
import zlib


SERIAL = "LC07-0001"
TAGS = {
    "com.apple.quicktime.creationdate": "2026-05-14T15:02:00+0800",
    "com.apple.quicktime.make": "LingCam",
    "com.apple.quicktime.model": "LC 7",
    "com.apple.quicktime.location.ISO6709": "+35.7756+113.2806+900/",
    "serial": SERIAL,
}
SOUND = ("-f", "lavfi", "-i", "sine=440")
PICTURE = ("-f", "lavfi", "-i", "testsrc=size=64x48:rate=5")


def recording(path, *inputs, seconds=3, options=(), **tags):
    """Write a recording by ffmpeg; its bytes."""
    told = [f"-metadata={name}={value}" for name, value in tags.items()]
    told = [part for one in told for part in one.split("=", 1)]
    command = ["ffmpeg", "-y", "-loglevel", "error", *inputs, "-t", str(seconds)]
    subprocess.run([*command, *options, *told, str(path)], check=True)
    return path.read_bytes()


def body_camera(folder, **tags):
    """Return three seconds of a camera that says all of itself."""
    options = ("-movflags", "use_metadata_tags")
    return recording(folder / "b.mov", *PICTURE, options=options, **(TAGS | tags))


def photo(kind="JPEG", taken="2026:05:14 15:02:00", zone="+08:00", serial=SERIAL):
    """Return a picture with EXIF: when, where and by what it was made."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "LingCam", "LC 7"
    inner, place = exif.get_ifd(0x8769), exif.get_ifd(0x8825)
    inner[0x9003], inner[0xA431] = taken, serial
    if zone:
        inner[0x9011] = zone
    place[1], place[2] = "N", (35, 46, 32.16)
    place[3], place[4] = "E", (113, 16, 50.16)
    stream = BytesIO()
    Image.new("RGB", (40, 30), "red").save(stream, kind, exif=exif)
    return stream.getvalue()


def huge_png(width=50_000, height=50_000):
    """Return a small PNG that says it has so many pixels, and holds many of them."""

    def chunk(name, data):
        code = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + code

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * (1 << 26), 9)
    parts = ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)
