"""Works in progress in a real browser, with every text somebody else's program: no page runs any of it.

Nor does any page complain of anything, ask another server for anything, or tell a token in an address.
"""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.host_page.house import OPERATOR, Building
from tests.security.witness import Witness, worse
from tests.wip_pages.conference import HALL, Conference, a_conference

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="session")]
LINK = 'https://papers.example/?"><img src=/evil onerror=ran()>'


def papers(witness: Witness) -> tuple[dict[str, Any], ...]:
    """Two papers whose every text is a program."""
    return (
        {
            "title": witness.text("PAPER1"),
            "presenters": [witness.text("WRITER1")],
            "discussants": [witness.text("SPEAKER")],
            "abstract": witness.text("ABSTRACT"),
            "keywords": [witness.text("KEYWORD", long=False)],
            "link": LINK,
            "room": "t1",
        },
        {"title": witness.text("PAPER2"), "presenters": [witness.text("WRITER2")], "room": "t1"},
    )


async def test_nothing_runs_and_nothing_is_told(building: Building, witness: Witness) -> None:
    """Every page, at every moment, with every dialogue that shows somebody's words."""
    settings = {
        "title": witness.text("TITLE"),
        "tracks": [witness.text("ROOM1", long=False), witness.text("ROOM2", long=False)],
        "guidelines": witness.text("ADVICE"),
    }
    async with a_conference(building, **settings) as conference:
        for name in ("LISTEN1", "LISTEN2", "WRITER1", "WRITER2", "SPEAKER"):
            await conference.house.command(
                "add_person", name=witness.text(name), years=1, institution=witness.text("SCHOOL")
            )
        for paper in papers(witness):
            await conference.house.command("add_paper", **paper)
        await waiting(conference, witness)
        pages = await presenting(conference, witness)
        await commenting(conference, witness, pages)
        await afterwards(conference, witness, pages)
        assert witness.faults == []
        assert witness.fields - witness.shown == set()
        tokens = {OPERATOR, conference.house.host_token}
        tokens |= {each["token"] for each in conference.made["facilitators"] + conference.made["displays"]}
        await witness.check_nothing_is_told(conference.house.url("/"), tokens)


async def waiting(conference: Conference, witness: Witness) -> None:
    """The host's page with its forms and a file with faults, and the facilitator's, before the start."""
    desk, house = await conference.house.open_desk(), conference.house
    await witness.look_at_each_tab(desk)
    await desk.locator("#tab-papers").click()
    await desk.get_by_role("button", name="Import").first.click()
    witness.refused.add(house.url(f"/api/v1/sessions/{house.session}/papers?mode=preview"))
    for field_ in ("LISTED", "FAULTY"):
        word = witness.text(field_, long=False).replace('"', '""')
        link = f'"{word}"' if field_ == "FAULTY" else ""
        text = f'title,presenters,link\n"{word}",Ada,{link}\n'
        file: Any = {"name": "papers.csv", "mimeType": "text/csv", "buffer": text.encode()}
        await desk.set_input_files("#papers-file", file)
        await expect(desk.get_by_role("dialog")).to_contain_text(field_)
        await witness.look(desk)
    await desk.close()
    await witness.look_at_each_tab(await conference.facilitator())


async def presenting(conference: Conference, witness: Witness) -> list[Page]:
    """The pages of everybody while the first paper is presented, with messages."""
    await conference.do("start")
    await conference.do("insert_segment", label=witness.text("PAUSE", long=False), minutes=5)
    await conference.do("announce", text=witness.text("NEWS"))
    await conference.do("message_presenter", text=witness.text("MESSAGE", long=False))
    listener = worse("LISTEN1")
    person = await conference.id_of(listener)
    await conference.do("enter_room", room="t1", person=person)
    phones = [await conference.phone(listener), await conference.phone(worse("LISTEN2"))]
    others = [
        await conference.facilitator(viewport=HALL),
        await conference.display(),
        await conference.display(None),
    ]
    await expect(others[1].locator(".told")).to_contain_text("MESSAGE")
    for page in phones + others:
        await expect(page.locator("body")).to_contain_text("ROOM1")
        await witness.look(page)
    await witness.look_at_each_tab(others[0])
    for name in ("Write a comment", "Paper in detail", "Rooms and", "More"):
        await phones[0].get_by_role("button", name=name).click()
        await witness.look(phones[0])
        await phones[0].keyboard.press("Escape")
    return phones + others


async def commenting(conference: Conference, witness: Witness, pages: list[Page]) -> None:
    """The same with hands, somebody who speaks, and a written comment that its presenter reads."""
    await conference.do("advance")
    await conference.raise_hands(worse("LISTEN1"), worse("LISTEN2"))
    await conference.do("call_on")
    writer = pages[0]
    await writer.get_by_role("button", name="Write a comment").click()
    await writer.get_by_label("Your comment").fill(witness.text("COMMENT"))
    await writer.get_by_label("Your name").select_option("yes")
    await writer.get_by_role("button", name="Send").click()
    await expect(writer.locator("#write")).to_contain_text("Sent.")
    await writer.keyboard.press("Escape")
    presenter = await conference.phone(worse("WRITER1"))
    await presenter.get_by_role("button", name="1 comment for you").click()
    for page in [*pages, presenter]:
        await witness.look(page)
    desk = await conference.house.open_desk()
    await witness.look_at_each_tab(desk)
    await witness.look_at_each_tab(pages[2])
    pages += [presenter, desk]


async def afterwards(conference: Conference, witness: Witness, pages: list[Page]) -> None:
    """Everybody's page once it is over, as it changes by itself and when it is loaded anew."""
    await conference.do("end", track="all")
    for page in pages:
        await witness.look_at_each_tab(page)
        await page.reload()
        await witness.look(page)
