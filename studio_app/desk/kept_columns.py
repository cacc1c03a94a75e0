"""How the user has the table of orders, in a small file of their own; the studio's database knows nothing of it."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from studio_app.actions.save_file import save_file
from studio_app.desk.orders.columns import LEAST, TableLook
from studio_app.domain.order_list import OrderColumn
from studio_app.errors import KnownError

logger = logging.getLogger(__name__)

LONGEST = 10_000
"""Bytes of such a file; more is none of ours."""
WIDEST = 2_000


class KeptColumns:
    """Reads and writes the file. Any of its states is good."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> TableLook:
        """What was chosen last; the usual columns where that is not known, be it that the file is broken."""
        try:
            with self._file.open("rb") as file:
                found = json.loads(file.read(LONGEST))
            columns = tuple(dict.fromkeys(OrderColumn(name) for name in found["columns"]))
            widths = {
                OrderColumn(name): min(max(LEAST, int(width)), WIDEST)
                for name, width in dict(found["widths"]).items()
            }
            return TableLook(
                columns or TableLook().columns,
                widths,
                OrderColumn(found["sort"]),
                bool(found["descending"]),
            )
        except FileNotFoundError:
            return TableLook()
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
            logger.info("the columns of the orders can't be read: %s", error)
            return TableLook()

    def write(self, look: TableLook) -> None:
        """Keep a choice. Where that can't be it is only logged: the table stays as it is until the program ends."""
        kept = {
            "columns": [column.value for column in look.columns],
            "widths": {column.value: width for column, width in look.widths.items()},
            "sort": look.sort.value,
            "descending": look.descending,
        }
        try:
            save_file(self._file, json.dumps(kept).encode())
        except KnownError as error:
            logger.info("the columns of the orders can't be kept: %s", error)
