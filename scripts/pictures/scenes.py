"""The story that the pictures tell: a session in a room, and one on Zoom."""

import asyncio
import csv
import io
from importlib import resources
from typing import Any

from playwright.async_api import Page, expect

from scripts.pictures.camera import PAPER, PHONE, STAGE, Camera, quiet, shot
from scripts.pictures.house import House
from sessionrunner import data
from sessionrunner.demo.script import scripts
from sessionrunner.demo.simulation import SEED

TITLE = "Flash mentoring: New Voices in Property"
MENTEE, MENTOR = "Violeta Greenhalgh", "Farrukh Lindqvist"
WELCOME_MINUTES = "1"
PATIENCE_MS = 100_000
"""Long enough for the welcome and the first move, which take their real time."""

ROSTER = resources.files(data).joinpath("roster.csv").read_bytes()
FAULTY = """\
name,email,years,institution,requests
Ada Whitfield,a.whitfield@northfield.example,12,Northfield College of Law,
Ben Oduya,,three,Saltmarsh University,
,c.lund@kestrel.example,4,Kestrel Ridge Law School,
Dina Perez,a.whitfield@northfield.example,9,Cedar Bay College,Ada Whitfield
"""


async def in_a_room(house: House, camera: Camera) -> None:
    """From the operator's link to the first round, with its pictures."""
    desk = await set_up(house, camera)
    session, code = desk.url.split("/")[-2], await desk.locator(".code-small").inner_text()
    await joining(house, camera, code)
    await shorten_the_welcome(desk)
    await draw_a_plan(desk, camera)
    partner = await first_partner(house, session, MENTOR)
    crowd = everybody_but(partner, MENTOR)
    async with house.crowd(session, code, crowd):
        mentee = await house.join(code, partner)
        mentor = await house.join(code, MENTOR, "dark")
        stage = await house.open(await house.audience(session, "stage"), STAGE, "dark")
        await everybody_is_there(desk, punctual(crowd) + 2)
        waiting = await shot(mentee)
        await desk.locator("#next-action").click()
        moving = await shot(await shows(mentee, "to get there"))
        await shows(mentee, "left to talk")
        await desk.get_by_role("tab", name="Rooms now").click()
        await camera.take("host", await quiet(desk))
        await camera.take("stage", stage)
        talking = [await shot(mentee), await shot(mentor)]
        await camera.strip("phones", [waiting, moving, *talking])
        await not_here(desk, camera)
    await on_paper(desk, camera)


async def set_up(house: House, camera: Camera) -> Page:
    """The host's page with the example roster imported, before anybody is there."""
    page = await house.open(f"/enter#token={house.operator}")
    await page.get_by_role("link", name="Set up a new session").click()
    await page.get_by_label("What is it called?").fill(TITLE)
    await expect(page.get_by_text("60 minutes in all")).to_be_visible()
    await camera.take("new", page)
    await page.get_by_role("button", name="Make the session").click()
    await page.get_by_role("tab", name="People", exact=True).click()
    await page.get_by_role("button", name="Import a list").click()
    await page.set_input_files("#roster-file", a_file("my-list.csv", FAULTY.encode()))
    await expect(page.get_by_text("How to mend it")).to_be_visible()
    await camera.take("import-problems", page.locator("dialog[open]"))
    await page.set_input_files("#roster-file", a_file("my-list.csv", ROSTER))
    await page.get_by_role("button", name="Save 32 people").click()
    await page.get_by_role("tab", name="Set up").click()
    await camera.take("set-up", await quiet(page))
    await page.get_by_role("tab", name="Let people in").click()
    await camera.take("let-people-in", page)
    return page


async def shorten_the_welcome(desk: Page) -> None:
    """So that the first round comes soon."""
    await desk.get_by_role("tab", name="Set up").click()
    await desk.get_by_text("Choose the minutes yourself").click()
    await desk.get_by_label("Welcome").fill(WELCOME_MINUTES)
    await desk.get_by_label("Closing").click()
    await expect(desk.locator(".desk").get_by_text("56 minutes in all")).to_be_visible()


async def draw_a_plan(desk: Page, camera: Camera) -> None:
    """Before the start, to look at it."""
    await desk.get_by_role("tab", name="All rounds").click()
    await desk.get_by_role("button", name="Draw a plan now").click()
    await desk.get_by_role("button", name="Use this plan").click()
    await desk.get_by_text("Round 1", exact=True).click()
    await camera.take("all-rounds", await quiet(desk))


async def first_partner(house: House, session: str, name: str) -> str:
    """Whom the plan lets somebody meet first."""
    token = (await house.audience(session, "host")).partition("=")[2]
    plan = await house.get(f"/sessions/{session}/plan", token)
    names: dict[str, str] = {person["id"]: person["name"] for person in plan["people"]}
    meetings = ([names[one] for one in each["people"]] for each in plan["rounds"][0]["pairings"])
    return next(one for people in meetings if name in people for one in people if one != name)


async def joining(house: House, camera: Camera, code: str) -> None:
    """What somebody sees who scans the code."""
    page = await house.open(f"/j/{code}", PHONE)
    await page.get_by_label("Your name").press_sequentially("vio")
    await expect(page.get_by_role("button", name=MENTEE)).to_be_visible()
    found = await shot(page)
    stranger = await house.open(f"/j/{code}", PHONE)
    await stranger.get_by_role("button", name="I am not on the list").click()
    await camera.strip("joining", [found, await shot(stranger)])


async def not_here(desk: Page, camera: Camera) -> None:
    """What is shown before somebody is marked as gone."""
    await desk.get_by_role("button", name="missing").first.click()
    await desk.get_by_role("button", name="is not here").first.click()
    dialog = desk.locator("dialog[open]")
    await expect(dialog.get_by_text("another partner")).to_be_visible()
    await camera.take("not-here", dialog)
    await dialog.get_by_role("button", name="Leave it as it is").click()


async def on_paper(desk: Page, camera: Camera) -> None:
    """What can be printed: the cards, as an example."""
    page = await desk.context.new_page()
    await page.set_viewport_size(PAPER)
    await page.goto(desk.url.replace("/host", "/print"))
    for part in ("for the door", "rooms and rounds"):
        await page.get_by_label(part).uncheck()
    await camera.take("print", page)


async def on_zoom(house: House, camera: Camera) -> None:
    """The message for the chat, and a phone that knows its breakout room."""
    rooms = {"kind": "breakout", "prefix": "Room"}
    wish = {"format": "flash", "title": TITLE, "rooms": rooms, "brief_minutes": 0}
    made = await house.post("/sessions", wish)
    session, code = made["id"], made["code"]
    await house.post(f"/sessions/{session}/roster?mode=add", ROSTER, made["tokens"]["host"])
    desk = await house.open(await house.audience(session, "host"))
    crowd = everybody_but(MENTEE)
    async with house.crowd(session, code, crowd):
        phone = await house.join(code, MENTEE)
        await everybody_is_there(desk, punctual(crowd) + 1)
        await desk.locator("#next-action").click()
        await shows(phone, "to get there")
        await desk.get_by_role("tab", name="Rooms now").click()
        await camera.strip("phone-breakout", [await shot(phone)], width=PHONE["width"])
        await quiet(desk)
        await camera.take("chat", desk.locator(".chat"))


async def shows(phone: Page, words: str) -> Page:
    """The phone, once it says this."""
    await expect(phone.get_by_text(words)).to_be_visible(timeout=PATIENCE_MS)
    return phone


async def everybody_is_there(desk: Page, count: int) -> None:
    """The host sees that so many phones are connected."""
    await expect(desk.get_by_text(f"{count} phones connected")).to_be_visible(timeout=PATIENCE_MS)


def a_file(name: str, content: bytes) -> Any:
    """A file to choose in a page."""
    return {"name": name, "mimeType": "text/csv", "buffer": content}


def everybody_but(*names: str) -> tuple[str, ...]:
    """The emails of the example roster, without the people whose phones are in the pictures."""
    rows = csv.DictReader(io.StringIO(ROSTER.decode()))
    return tuple(row["email"] for row in rows if row["name"] not in names)


def punctual(emails: tuple[str, ...]) -> int:
    """How many of the simulated people join before the start."""
    return sum(part.arrives == 0 for part in scripts(emails, SEED))


async def take_all(house: House, camera: Camera) -> None:
    """Every picture. The two sessions run at the same time, as they may on a real server."""
    await asyncio.gather(in_a_room(house, camera), on_zoom(house, camera))
