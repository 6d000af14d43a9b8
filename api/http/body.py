"""Bodies of requests, never larger than allowed."""

import gzip
import zlib
from collections.abc import Awaitable, Callable, Iterator, Sequence
from io import BytesIO
from typing import TypeVar, cast

import msgspec
from starlette.requests import Request

from api.http.problems import HttpError

LARGEST_COMMAND = 64 * 1024  # bytes; design: a page of reasons
LONGEST_TEXT = 4_000  # characters; design: twice the longest statement of an appeal
Shape = TypeVar("Shape", bound=msgspec.Struct)


def told(shape: type[Shape]) -> Callable[[Request], Awaitable[Shape]]:
    """Return the dependency that reads a command: *shape* as JSON; an empty body stands for all defaults."""
    decoder = msgspec.json.Decoder(shape)

    async def read(request: Request) -> Shape:
        try:
            command = decoder.decode(await received(request, LARGEST_COMMAND) or b"{}")
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise HttpError("bad_request", f"{error}; expected {shape.__name__} as JSON") from None
        for text in _texts(msgspec.to_builtins(command)):
            if "\0" in text or len(text) > LONGEST_TEXT:
                raise HttpError("bad_request", f"expected texts of at most {LONGEST_TEXT} characters without NUL")
        return command

    return read


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in *value*, which JSON can say, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(cast("dict[str, object]", value).values()))
    elif isinstance(value, list | tuple):
        for part in cast("Sequence[object]", value):
            yield from _texts(part)


def refuse_nul(request: Request) -> None:
    """Let no request through whose address holds NUL: it names nothing, and not every database takes it for a text.

    Raises:
        HttpError: it does.
    """
    if "\0" in request.scope["path"] or any(
        "\0" in text for pair in request.query_params.multi_items() for text in pair
    ):
        raise HttpError("invalid_query", "the address holds NUL (%00), expected a text without")


async def received(request: Request, limit: int) -> bytes:
    """Return the body as it was sent; stop reading once it is larger than *limit* bytes.

    Raises:
        HttpError: too large.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


def unpacked(body: bytes, encoding: str, limit: int) -> bytes:
    """Return *body* freed of its content encoding; never unpacks more than *limit* bytes.

    Raises:
        HttpError: too large, cut short, or in an encoding other than gzip.
    """
    match encoding.strip().lower():
        case "" | "identity":
            return body
        case "gzip":
            return _gunzipped(body, limit)
        case _:
            raise HttpError("unsupported_encoding", f"content-encoding {encoding!r}, expected gzip or none")


def _gunzipped(body: bytes, limit: int) -> bytes:
    try:
        with gzip.open(BytesIO(body)) as stream:
            plain = stream.read(limit + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise HttpError("bad_request", f"the body is not gzip as it claims: {error}") from None
    if len(plain) > limit:
        raise _too_large(limit)
    return plain


def _too_large(limit: int) -> HttpError:
    return HttpError("body_too_large", f"the body is larger than {limit} bytes; send fewer events at a time")
