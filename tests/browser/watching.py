"""What a page showed, noted down by the page itself while it ran."""

from typing import Any

from playwright.async_api import BrowserContext, Page

NOTE_EVERYTHING = """
window.shown = [];
const note = () => {
  const main = document.querySelector('main');
  const text = main ? main.innerText.replace(/\\s+/g, ' ').trim() : '';
  const without = text.replace(/[+-]?\\d+:\\d\\d/g, '#');
  const last = window.shown.at(-1);
  if (!last || last.without !== without) window.shown.push({ without, text, at: Date.now() });
};
new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
document.addEventListener('DOMContentLoaded', note);
"""
"""Notes down every new state of the page's main part; a digit of the time alone is no new state."""


async def watched(context: BrowserContext) -> Page:
    """A page that notes down what it shows."""
    await context.add_init_script(NOTE_EVERYTHING)
    return await context.new_page()


async def shown(page: Page) -> list[str]:
    """Everything the page has shown so far, in order, with the time written as #."""
    notes: list[dict[str, Any]] = await page.evaluate("window.shown")
    return [note["without"] for note in notes]
