"""Takes the pictures of the README and the documents anew; `scripts/screenshots` starts it."""

import asyncio
import os
import sys
from pathlib import Path

from scripts.pictures.camera import Camera, NoPicture
from scripts.pictures.house import a_house
from scripts.pictures.scenes import take_all

FOLDER = Path(__file__).parent.parent.parent / "docs" / "images"


async def main() -> None:
    """Start a server, run sessions in it, and photograph them."""
    async with a_house(os.environ["SESSIONRUNNER_CHROMIUM"]) as house:
        await take_all(house, Camera(browser=house.browser, folder=FOLDER))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    try:
        asyncio.run(main())
    except NoPicture as fault:
        sys.exit(str(fault))
