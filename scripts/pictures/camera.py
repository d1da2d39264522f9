"""Photographs pages, and sees to it that a picture stays small."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

MOST_BYTES = 150_000
"""The largest picture that is kept: a README must open at once over a hotel's Wi-Fi."""

DESK = ViewportSize(width=1240, height=800)
STAGE = ViewportSize(width=1280, height=720)
PAPER = ViewportSize(width=1000, height=560)
PHONE = ViewportSize(width=390, height=660)

QUIET_MS = 20_000

FRAME = """
<!doctype html>
<style>
  body {{ width: max-content; margin: 0; padding: 24px; background: #e7e2d7; }}
  body {{ display: flex; align-items: flex-start; gap: 24px; }}
  img {{ display: block; width: {width}px; border-radius: 18px; box-shadow: 0 0 0 1px #0003; }}
</style>
"""


class NoPicture(Exception):  # noqa: N818 - said to whoever takes them
    """A picture cannot be taken; the message says why."""


@dataclass(frozen=True)
class Camera:
    """Takes pictures with a browser, and keeps them in a folder."""

    browser: Browser
    folder: Path

    async def take(self, name: str, what: Page | Locator) -> None:
        """Keep what is seen of a page, or of one part of it, as `name`.png."""
        self._keep(name, await what.screenshot(scale="css", animations="disabled"))

    async def strip(self, name: str, pictures: Sequence[bytes], width: int = 270) -> None:
        """Keep pictures side by side, each `width` pixels wide, as `name`.png."""
        page = await self.browser.new_page(viewport=STAGE)
        images = [f'<img src="data:image/png;base64,{base64.b64encode(one).decode()}">' for one in pictures]
        await page.set_content(FRAME.format(width=width) + "".join(images))
        self._keep(name, await page.locator("body").screenshot(scale="css"))
        await page.close()

    def _keep(self, name: str, picture: bytes) -> None:
        if len(picture) > MOST_BYTES:
            raise NoPicture(
                f"{name}.png would have {len(picture):,} bytes, more than {MOST_BYTES:,}: show less in it."
            )
        (self.folder / f"{name}.png").write_bytes(picture)
        print(f"{name}.png, {len(picture) // 1000} kB")


async def quiet(page: Page) -> Page:
    """The page from its top, once the short words at its foot have gone."""
    await expect(page.locator(".toast")).to_have_count(0, timeout=QUIET_MS)
    await page.evaluate("scrollTo(0, 0)")
    return page


async def shot(page: Page) -> bytes:
    """What is seen of a phone, for a strip."""
    return await page.screenshot(animations="disabled")
