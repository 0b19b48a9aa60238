"""Words to search by: without case, accents and the like."""

import unicodedata

MOST_WORDS = 20
_ALONE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart."""


def folded(*texts: str) -> str:
    """The texts, a line each, as they are searched: "Zoë Łuczak" is "zoe luczak"."""
    whole = "\n".join(texts).encode(errors="ignore").decode()
    parts = unicodedata.normalize("NFKD", whole.casefold())
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return bare.translate(_ALONE)


def words(search: str) -> list[str]:
    """What a row's text has to contain, each, to be found."""
    return folded(search).split()[:MOST_WORDS]
