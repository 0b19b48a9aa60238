"""Areas to avoid, painted on the back: the hands go round them."""

from typing import Annotated

import msgspec

MOST_PATCHES = 200

Place = Annotated[float, msgspec.Meta(ge=-0.45, le=0.45)]
Height = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Radius = Annotated[float, msgspec.Meta(ge=0.01, le=0.2)]


class Patch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A disc in the back's coordinates, the client's right at positive x, that no hand presses."""

    x: Place
    y: Height
    radius: Radius


Avoid = Annotated[tuple[Patch, ...], msgspec.Meta(max_length=MOST_PATCHES)]
