"""The document as JSON, in the shape that scripts rely on."""

import msgspec

from monitor.document import CheckDocument


def render_json(document: CheckDocument) -> str:
    """Return *document* as indented JSON; what only pictures need (`referral.parents`) is left out."""
    shape = msgspec.to_builtins(document)
    for community in shape["communities"]:
        del community["referral"]["parents"]
    return msgspec.json.format(msgspec.json.encode(shape), indent=2).decode()
