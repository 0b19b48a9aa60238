"""Where the files that come with the program lie: beside the package, or inside the wheel."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def asset_folder(name: str) -> Path:
    """The folder `assets/<name>`. Raises FileNotFoundError where the installation lacks it."""
    for root in (_HERE / "_assets", _HERE.parent / "assets"):
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(f"the program's own folder assets/{name} is missing")
