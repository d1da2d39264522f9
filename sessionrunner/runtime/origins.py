"""Which pages may speak to this server: its own, and no other site's."""

from urllib.parse import urlsplit


def is_own(origin: str, host: str, public_url: str) -> bool:
    """Whether a request that names `origin` comes from a page of this server.

    The server's own address is `public_url` where the operator has set one; where not, whatever
    the request calls it in its Host header. A browser sets both headers and no page can forge them.
    """
    try:
        page = urlsplit(origin)
    except ValueError:
        return False
    if page.scheme not in {"http", "https"} or not page.netloc:
        return False
    if not public_url:
        return page.netloc.lower() == host.lower()
    own = urlsplit(public_url)
    return (page.scheme, page.netloc.lower()) == (own.scheme, own.netloc.lower())
