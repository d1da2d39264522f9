"""HTTP: the API, the pages, the files; who may see what, and what is refused."""

from sessionrunner.web.application import METRICS, make_web
from sessionrunner.web.assets import AssetsMissingError
from sessionrunner.web.deps import WebDeps
from sessionrunner.web.links import enter_url, join_url

__all__ = ["METRICS", "AssetsMissingError", "WebDeps", "enter_url", "join_url", "make_web"]
