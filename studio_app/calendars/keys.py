"""What opens the accounts of this desk, for all connectors that need one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from studio_app.calendars.secrets import SecretStore
from studio_app.domain.account import Account

if TYPE_CHECKING:
    from studio_app.calendars.dav.doors import Doors
    from studio_app.calendars.google.tokens import Sessions


class Keys:
    """Accounts and their secrets. The libraries of a provider are imported when it is needed first."""

    def __init__(self, account: Callable[[str], Account | None], secrets: SecretStore) -> None:
        """Nothing is looked up yet.

        Args:
            account: Gives an account by its id; None where there is none.
            secrets: Holds what opens them.
        """
        self.account, self.secrets = account, secrets

    @cached_property
    def google(self) -> Sessions:
        """Sign-ins at Google."""
        from studio_app.calendars.google.tokens import Sessions

        return Sessions(self.account, self.secrets)

    @cached_property
    def caldav(self) -> Doors:
        """Sign-ins at CalDAV servers."""
        from studio_app.calendars.dav.doors import Doors

        return Doors(self.account, self.secrets)
