"""Puts the web part together: routes, middleware, headers, files."""

from aiohttp import web

from sessionrunner.web.api_erasing import ErasingApi
from sessionrunner.web.api_files import FilesApi
from sessionrunner.web.api_hosting import HostingApi
from sessionrunner.web.api_join import JoinApi
from sessionrunner.web.api_other import OtherApi
from sessionrunner.web.api_papers import PapersApi
from sessionrunner.web.api_rehearsal import RehearsalApi
from sessionrunner.web.api_roster import RosterApi
from sessionrunner.web.api_sessions import SessionsApi
from sessionrunner.web.assets import Assets
from sessionrunner.web.bodies import MOST_JSON_BYTES
from sessionrunner.web.deps import WebDeps
from sessionrunner.web.doorkeeper import Doorkeeper
from sessionrunner.web.files import Files
from sessionrunner.web.headers import add_headers
from sessionrunner.web.joining import Joining
from sessionrunner.web.limits import Limit
from sessionrunner.web.metrics import Metrics
from sessionrunner.web.middleware import observer, origins, refusals
from sessionrunner.web.pages import PageRoutes
from sessionrunner.web.remote import Remote
from sessionrunner.web.rendering import Pages

METRICS: web.AppKey[Metrics] = web.AppKey("metrics", Metrics)
"""Where the application's metrics are, for the gateway's commands to be counted too."""

_MISSES = "Too many wrong codes or names from your network. Wait a moment, then look closely at the code."


def make_web(deps: WebDeps) -> web.Application:
    """The application, ready for the gateway to be attached and for serving.

    Raises `AssetsMissingError`, in words, when the browser's modules have not been fetched.
    """
    settings = deps.settings
    remote = Remote(settings.public_url, settings.trusted_proxies, deps.address)
    metrics = Metrics(sessions=lambda: len(list(deps.sessions.loaded)), connected=deps.connected)
    assets = Assets(deps.static)
    pages = Pages(deps.templates, assets, remote)
    doors = Doorkeeper(deps.access, remote)
    files = Files(settings.max_roster_bytes)
    misses = Limit(settings.join_misses_per_minute, _MISSES, deps.monotonic)
    joining = Joining(deps.sessions, deps.access, misses, settings.max_people)

    app = web.Application(
        middlewares=[observer(metrics), refusals(pages), origins(remote)], client_max_size=MOST_JSON_BYTES
    )
    app[METRICS] = metrics
    app.add_routes(
        [
            *SessionsApi(deps, doors, remote, metrics).routes(),
            *RosterApi(deps, doors, files).routes(),
            *PapersApi(deps, doors, files).routes(),
            *RehearsalApi(deps, doors).routes(),
            *FilesApi(deps, doors).routes(),
            *HostingApi(deps, doors).routes(),
            *ErasingApi(deps, doors).routes(),
            *JoinApi(deps, doors, remote, joining).routes(),
            *OtherApi(remote).routes(),
            *PageRoutes(deps, pages, doors, remote, joining).routes(),
            web.get("/metrics", metrics.serve),
            web.get("/static/{path:.+}", assets.serve),
            web.get("/sw.js", assets.serve_worker),
        ]
    )

    async def complete(request: web.Request, answer: web.StreamResponse) -> None:
        add_headers(request, answer, remote)

    app.on_response_prepare.append(complete)
    app.cleanup_ctx.append(metrics.watch_the_loop)
    return app
