"""The one address of the network: requests to one server by httpx, which the extra brings (pip install 'selfcare[send]')."""

from __future__ import annotations

import re
import ssl
from typing import TYPE_CHECKING, Self

from selfcare.sending.outcome import Answer
from selfcare.text.errors import HeldBack, NotFound
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from types import TracebackType

    from selfcare.sending.address import Address
    from selfcare.sending.token import Token

LARGEST = 16 * 1024 * 1024
"""Bytes of an answer that are read at the most: a CapabilityStatement of a large server has two million."""
_SECONDS = 30


class Connection:
    """Requests to one server, one after the other. To be used with `with`.

    No redirect is followed: the token and the data go where the user said. Certificates are those of the system.
    """

    def __init__(self, address: Address, token: Token | None) -> None:
        """Nothing is sent yet.

        Raises:
            NotFound: httpx is not installed.
        """
        try:
            import httpx  # noqa: TID251 - this is its one address
        except ImportError:
            raise NotFound("send needs httpx, which is not installed. Type: pip install 'selfcare[send]'") from None
        self._httpx = httpx
        self._address = address
        headers = {"Accept": "application/fhir+json", "User-Agent": "selfcare", "Prefer": "return=representation"}
        if token is not None:
            headers["Authorization"] = token.header
        # A proxy that the surroundings name is for far hosts: what stays on this computer must not go round by it.
        self._client = httpx.Client(
            headers=headers,
            follow_redirects=False,
            timeout=_SECONDS,
            trust_env=not address.own,
            verify=ssl.create_default_context(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, method: str, path: str, query: dict[str, str] | None = None, body: bytes | None = None) -> Answer:
        """One request, and its answer whatever its status.

        Raises:
            NotFound: no server answers there.
            HeldBack: it does not answer in time, or with more than can be read.
        """
        httpx, host = self._httpx, visible(self._address.host)
        headers = {} if body is None else {"Content-Type": "application/fhir+json"}
        try:
            with self._client.stream(
                method, f"{self._address.base}/{path}", params=query, content=body, headers=headers
            ) as answer:
                data = bytearray()
                for piece in answer.iter_bytes():
                    data += piece
                    if len(data) > LARGEST:
                        raise HeldBack(
                            f"{host} answers with more than {LARGEST // 1024 // 1024} MB. It was left there."
                        )
                return Answer(
                    answer.status_code, {name.lower(): value for name, value in answer.headers.items()}, bytes(data)
                )
        except httpx.ConnectError as error:
            raise NotFound(f"No server was reached at {host}: {_why(error)}. Look at the address.") from None
        except httpx.HTTPError as error:
            why = "it did not answer in time" if isinstance(error, httpx.TimeoutException) else _why(error)
            raise HeldBack(f"The connection to {host} broke: {why}.") from None


def _why(error: Exception) -> str:
    """The system's words, without its number."""
    return visible(re.sub(r"^\[Errno -?\d+\] ", "", str(error)).rstrip("."))
