"""What a derivative may still carry beside what is seen and heard."""

from typing import Final


TEXT_LAYER: Final = "text_layer"
METADATA: Final = "metadata"
ATTACHMENTS: Final = "attachments"
SCRIPTS: Final = "scripts"
ANNOTATIONS: Final = "annotations"
LAYERS: Final = "layers"
THUMBNAIL: Final = "thumbnail"
# A second picture, sound, caption or data in one file.
EXTRA_STREAMS: Final = "extra_streams"
# Bytes after its end, or an older version of itself.
APPENDED: Final = "appended"
# A word that must not be in it.
WORDS: Final = "words"
# Not what its type says, or broken: nothing is known of it.
UNREADABLE: Final = "unreadable"
CODES: Final = (
    TEXT_LAYER,
    METADATA,
    ATTACHMENTS,
    SCRIPTS,
    ANNOTATIONS,
    LAYERS,
    THUMBNAIL,
    EXTRA_STREAMS,
    APPENDED,
    WORDS,
    UNREADABLE,
)
