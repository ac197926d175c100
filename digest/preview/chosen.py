"""The language that the editor chose for the newsroom: the browser remembers it in a cookie."""

from starlette.requests import Request

from digest.languages import available

__all__ = ["chosen"]


def chosen(request: Request, otherwise: str) -> str:
    """The language of the page that asks; `otherwise` where none was chosen, or one we do not speak."""
    said = request.cookies.get("digest-language", "")
    return said if said in available() else otherwise
