"""Addresses of requests: a parameter nobody knows is refused, not passed over."""

from fastapi.routing import APIRoute
from starlette.requests import Request

from api.http.problems import HttpError


def refuse_unknown_parameters(request: Request) -> None:
    """Let no command or question through with a parameter that its route does not know.

    Passed over, a misspelt filter would show everything, and a misspelt reader of evidence get the whole pack.

    Raises:
        HttpError: it has one; says which there are.
    """
    route = request.scope["route"]
    if not isinstance(route, APIRoute) or not route.path.startswith("/api/"):
        return  # who looks whether a server is there may add what he likes
    known = sorted(field.alias for field in route.dependant.query_params)
    unknown = sorted(request.query_params.keys() - set(known))
    if unknown:
        expected = f"expected {', '.join(known)}" if known else "expected none"
        raise HttpError("invalid_query", f"{', '.join(unknown)}: no such parameter; {expected}")
