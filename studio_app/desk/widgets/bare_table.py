"""What painted tables share: no frame, no grid, rows of one height, scrolled by pixels."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


def make_bare(table: QTableView, row_height: int, *, more_style: str = "") -> None:
    """Let a table be nothing but its rows; its delegate paints them.

    Args:
        more_style: Of its parts, in the language of style sheets.
    """
    table.setProperty("kind", "bare")
    table.setStyleSheet(f"QTableView, QTableView:focus {{ border: none; border-radius: 0; }}{more_style}")
    table.setFrameShape(QTableView.Shape.NoFrame)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(row_height)
