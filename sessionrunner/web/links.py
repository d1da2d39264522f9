"""The addresses that are handed to people. Tokens stand after the #, which no browser sends anywhere."""


def enter_url(base_url: str, token: str) -> str:
    """The link that lets whoever opens it in with `token`."""
    return f"{base_url}/enter#token={token}"


def join_url(base_url: str, code: str) -> str:
    """The address that the QR code holds."""
    return f"{base_url}/j/{code}"
