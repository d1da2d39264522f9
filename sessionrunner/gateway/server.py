"""Socket.IO by python-socketio, with our connections below it and a stricter door."""

import asyncio
import logging
from typing import Protocol

import socketio
from aiohttp import WSCloseCode, web
from socketio.exceptions import ConnectionRefusedError as TurnedAway
from socketio.packet import CONNECT, EVENT

from sessionrunner.core.answers import Failure, Reply, failure
from sessionrunner.core.errors import Refusal, Unavailable
from sessionrunner.gateway.engine import REQUEST, Engine
from sessionrunner.gateway.frames import answer_frame
from sessionrunner.gateway.options import GatewayOptions
from sessionrunner.gateway.packets import Packet, read
from sessionrunner.gateway.wire import Wire

_log = logging.getLogger(__name__)
NAMESPACE = "/"
_FAULT = Unavailable("Something went wrong on the server. It is tried again by itself.")


class Roll(socketio.AsyncManager):  # type: ignore[misc]
    """Who is let in. It keeps no rooms, so that one who leaves costs the same however many stay."""

    def basic_enter_room(
        self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None
    ) -> None:
        """Put `sid` on the roll; the room that python-socketio makes for each client is not made."""
        if room is None:
            super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)

    def basic_disconnect(self, sid: str, namespace: str, **_: object) -> None:
        """Take `sid` off the roll."""
        self.basic_leave_room(sid, namespace, None)
        self.callbacks.pop(sid, None)
        for pending in (self.pending_connect, self.pending_disconnect):
            if sid in pending.get(namespace, ()):
                pending[namespace].remove(sid)


class Guests(Protocol):
    """Who decides about clients and answers them."""

    async def knock(self, sid: str, request: web.Request, auth: object) -> None:
        """Somebody wants in. Raises `Refusal` if they may not."""
        ...

    def enter(self, sid: str, wire: Wire) -> None:
        """Somebody knows by now that they are let in, and can be sent things over `wire`."""
        ...

    def leave(self, sid: str) -> None:
        """Somebody who knocked is gone, let in or not."""
        ...

    async def command(self, sid: str, *arguments: object) -> Reply:
        """A command's answer."""
        ...

    def sync(self, sid: str, *arguments: object) -> object:
        """The answer to a question about the time."""
        ...

    def unknown(self, event: str, sid: str, *arguments: object) -> Failure:
        """The answer to any other event."""
        ...


class SocketServer(socketio.AsyncServer):  # type: ignore[misc]
    """python-socketio's server, which closes whoever is refused or sends what no client of ours would."""

    def __init__(self, options: GatewayOptions, guests: Guests) -> None:
        super().__init__(
            client_manager=Roll(),
            serializer=Packet,
            logger=_log,
            namespaces=[NAMESPACE],
            options=options,
        )
        self._guests = guests
        self.on("connect", self._knock)
        self.on("disconnect", self._leave)
        self.on("command", guests.command)
        self.on("sync", guests.sync)
        self.on("*", guests.unknown)

    @property
    def engine(self) -> Engine:
        """The connections below."""
        engine: Engine = self.eio
        return engine

    def _engineio_server_class(self) -> type[Engine]:
        return Engine

    async def _knock(self, sid: str, environ: dict[str, web.Request], auth: object = None) -> None:
        try:
            await self._guests.knock(sid, environ[REQUEST], auth)
        except Refusal as refusal:
            raise TurnedAway(refusal.message, failure(refusal)) from refusal
        except asyncio.CancelledError as cancelled:
            # The server stops. python-socketio would take it for a welcome.
            raise TurnedAway(_FAULT.message, failure(_FAULT)) from cancelled
        except Exception as error:
            _log.exception("somebody could not be let in")
            raise TurnedAway(_FAULT.message, failure(_FAULT)) from error

    def _leave(self, sid: str, _reason: str) -> None:
        self._guests.leave(sid)

    async def _handle_connect(self, eio_sid: str, namespace: str | None, data: object) -> None:
        wire = self.engine.sockets[eio_sid]
        if self.manager.sid_from_eio_sid(eio_sid, NAMESPACE) is not None:
            wire.part(WSCloseCode.POLICY_VIOLATION, "one client a connection")
            return
        await super()._handle_connect(eio_sid, namespace, data)
        sid = self.manager.sid_from_eio_sid(eio_sid, NAMESPACE)
        if sid is None:
            wire.part(WSCloseCode.POLICY_VIOLATION, "not let in")
        else:
            wire.admitted()
            self._guests.enter(sid, wire)

    def _told_time(self, eio_sid: str, wire: Wire, packet: Packet) -> bool:
        """Answer a question about the time at once, if whoever asks is let in and wants to know.

        Every page that is seen asks every few seconds, and what the answer takes on its way is what
        the page's clock may be wrong by: so it is spared python-socketio's task and its detours.
        """
        sid = self.manager.sid_from_eio_sid(eio_sid, NAMESPACE)
        if sid is None or packet.id is None:
            return False
        wire.write(answer_frame(packet.id, self._guests.sync(sid, *packet.data[1:])))
        return True

    async def _handle_eio_message(self, eio_sid: str, data: str) -> None:
        wire = self.engine.sockets[eio_sid]
        try:
            packet = read(data)
        except ValueError as error:
            wire.part(WSCloseCode.POLICY_VIOLATION, str(error))
            return
        if packet.packet_type == CONNECT:
            await self._handle_connect(eio_sid, NAMESPACE, packet.data)
        elif packet.packet_type == EVENT:
            if packet.data[0] == "sync" and self._told_time(eio_sid, wire, packet):
                return
            await self._handle_event(eio_sid, NAMESPACE, packet.id, packet.data)
        else:
            wire.part(WSCloseCode.OK, "goodbye")
