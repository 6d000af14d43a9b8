"""The document as JSON, in the shape that scripts rely on."""

import msgspec

from monitor.document import CheckDocument


def render_json(document: CheckDocument) -> str:
    """Return *document* as indented JSON; what only pages need (the drawing, `is_open`) is left out."""
    shape = msgspec.to_builtins(document)
    for community in shape["communities"]:
        for drawn in ("parents", "staff", "left"):
            del community["referral"][drawn]
        for finding in community["findings"]:
            del finding["is_open"]
    return msgspec.json.format(msgspec.json.encode(shape), indent=2).decode()
