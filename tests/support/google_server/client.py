"""Google's own client, pointed at the server: for tests of the server, and to look at it as somebody else."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from tests.support.google_server.discovery import document

if TYPE_CHECKING:
    from tests.support.google_server import GoogleServer


def service_of(server: GoogleServer, login: str, *scopes: str, timeout: float = 20.0) -> Any:
    """The Calendar service as somebody uses it who allowed these scopes (all of the calendar where none are named).

    Close it in the end.
    """
    import google_auth_httplib2
    import httplib2
    from google.oauth2.credentials import Credentials
    from googleapiclient import discovery

    grant = server.sign_in.grant(login, *(scopes or ("calendar",)))
    credentials = Credentials(  # type: ignore[no-untyped-call]
        server.sign_in.access_token(grant),
        refresh_token=grant.refresh,
        token_uri=server.client()["installed"]["token_uri"],
        client_id=server.sign_in.client_id,
        client_secret=server.sign_in.client_secret,
    )
    http = google_auth_httplib2.AuthorizedHttp(credentials, http=httplib2.Http(timeout=timeout))
    return discovery.build_from_document(pointed_at(server), http=http)


def pointed_at(server: GoogleServer) -> dict[str, Any]:
    """The discovery document with the server's address in the place of Google's."""
    changed = copy.deepcopy(document())
    changed |= {"rootUrl": server.root, "baseUrl": server.root + changed["servicePath"]}
    return changed
