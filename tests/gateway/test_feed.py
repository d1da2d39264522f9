"""Who is sent what after a change: views where something changed, pulses to the rest, versions that grow."""

import pytest

from sessionrunner.core.model import Session
from sessionrunner.core.time import seconds
from sessionrunner.gateway.messages import Messages
from sessionrunner.runtime.ports import Grant
from tests.gateway.house import House, Phone


async def everybody(house: House) -> list[Phone]:
    """A phone for each of the people."""
    return [await house.phone("attendee", person) for person in await house.people()]


async def test_a_pause_is_a_pulse_to_everybody(house: House) -> None:
    """When only the clock moved nobody but the host gets a view, and everybody the same clock."""
    await house.give("start")
    phones = [*await everybody(house), await house.phone("stage")]
    host = await house.phone("host")
    house.clock.move_by(seconds(20))
    await house.give("pause")
    version = (await house.session()).version
    for phone in phones:
        pulse = await phone.event("pulse")
        assert (pulse["version"], pulse["clock"]["state"]) == (version, "paused")
        assert pulse["server_now"] == house.clock.now()
        assert await phone.events_so_far() == []
    view = await host.event("view")
    assert (view["version"], view["clock"]["state"]) == (version, "paused")


async def test_the_start_gives_everybody_their_itinerary(house: House) -> None:
    """The plan is new to everybody, so everybody gets their own whole view, once."""
    phones = await everybody(house)
    assert all(phone.view["itinerary"] == [] for phone in phones)
    await house.give("start")
    for phone in phones:
        view = await phone.event("view")
        assert view["me"] == phone.view["me"]
        assert [meeting["round"] for meeting in view["itinerary"]] == [1, 2, 3]
        assert await phone.events_so_far() == []


async def test_only_those_whose_view_changed_are_sent_one(house: House) -> None:
    """Before there is a plan, somebody's arrival is news to themselves and the host only."""
    people = await house.people()
    arrives, other = await house.phone("attendee", people[0]), await house.phone("attendee", people[1])
    host = await house.phone("host")
    await house.give("check_in", person=people[0])
    assert (await arrives.event("view"))["me"]["attendance"] == "here"
    assert (await host.event("view"))["people"][0]["attendance"] == "here"
    assert await other.events_so_far() == []


async def test_two_devices_of_one_person_show_the_same(house: House) -> None:
    """A second device works beside the first."""
    person = (await house.people())[0]
    first, second = [await house.phone("attendee", person) for _ in range(2)]
    await house.give("announce", text="Coffee is ready")
    assert await first.event("view") == await second.event("view")


async def test_commits_that_come_fast_reach_the_host_as_few_views_and_the_last_one(house: House) -> None:
    """Twenty changes in a row are not twenty host views; the newest arrives, and versions only grow."""
    host = await house.phone("host")
    for person in await house.people():
        await house.give("check_in", person=person)
        await house.give("check_out", person=person)
    last = (await house.session()).version
    versions = [host.view["version"]]
    while versions[-1] < last:
        versions.append((await host.event("view"))["version"])
    assert versions == sorted(set(versions))
    assert len(versions) <= 5


async def test_a_version_is_never_older_than_the_one_before(house: House) -> None:
    """Over a whole session with changes of every kind, a phone's versions only grow."""
    person = (await house.people())[0]
    phone = await house.phone("attendee", person)
    for kind in ("start", "pause", "resume", "advance", "undo", "advance", "advance", "end"):
        house.clock.move_by(seconds(5))
        await house.give(kind)
    last = (await house.session()).version
    versions = [phone.view["version"]]
    while versions[-1] < last:
        seen = await phone.events_so_far()
        versions += [payload["version"] for _, payload in seen]
    assert versions == sorted(versions)


async def test_who_comes_back_gets_the_state_of_now(house: House) -> None:
    """There are no deltas to lose: one whole view on connecting shows everything that was missed."""
    person = (await house.people())[0]
    phone = await house.phone("attendee", person)
    await phone.hang_up()
    await house.give("start")
    await house.give("advance")
    again = await house.phone("attendee", person)
    assert again.view["version"] == (await house.session()).version
    assert again.view["clock"]["index"] == (await house.session()).track.clock.index


async def test_somebody_who_is_removed_is_let_go(house: House) -> None:
    """A page of somebody who is not on the roster any more is told so by Socket.IO's own means."""
    person = (await house.people())[0]
    phone = await house.phone("attendee", person)
    await house.give("remove_person", person=person)
    assert await phone.ended() == 1008
    assert phone.seen[-1] == ("text", "41")


async def test_a_view_that_cannot_be_made_costs_only_its_reader(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in one phone's view closes that phone's socket; all others get theirs."""
    people = await house.people()
    broken, fine = await house.phone("attendee", people[0]), await house.phone("attendee", people[1])
    make_view = Messages.view

    def view(self: Messages, session: Session, grant: Grant) -> bytes:
        if grant.person == people[0]:
            raise ZeroDivisionError
        return make_view(self, session, grant)

    monkeypatch.setattr(Messages, "view", view)
    await house.give("announce", text="Hello")
    assert await broken.ended() == 1011
    assert (await fine.event("view"))["announcement"]["text"] == "Hello"
