"""Tiles from a server over the network, without ever waiting: asked for, kept on disk, handed out when they are there.

The cache obeys what the server says (`Cache-Control`, `Expires`, `ETag`; RFC 9111), as QNetworkDiskCache does it. A
server that can't be reached is left alone for a while, longer each time; what is in the cache is shown then, however
old. QtNetwork is imported with this module: import it late, when there is a server to ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkCacheMetaData,
    QNetworkDiskCache,
    QNetworkReply,
    QNetworkRequest,
)

from studio_app import __version__
from studio_app.desk.map.tiles import Tile, address_of, pause_after
from studio_app.desk.week.look import Recent
from studio_app.domain.map_choices import MapChoices

USER_AGENT: Final = f"StudioDesk/{__version__}"
AT_ONCE = 4
"""Tiles that are asked for at the same time: the rules of public servers want few."""
_PATIENCE_MS = 15_000
_MOST_BYTES = 4_000_000
_MOST_SIDE = 1024
_IN_MEMORY = 400
_FORMATS = (b"png", b"jpeg", b"jpg", b"webp", b"gif")
_Attribute = QNetworkRequest.Attribute
_Cache = QNetworkRequest.CacheLoadControl
_Error = QNetworkReply.NetworkError
_ABSENT = (404, 410, 204)
"""Answers that mean there is no such tile, at the edge of what the server covers."""


class _KeylessCache(QNetworkDiskCache):
    """Keeps tiles under their addresses without the key that is in them: what opens an account is in the keyring only."""

    def __init__(self, key: str, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = sorted(key.split(), key=len, reverse=True)

    def _bare(self, url: QUrl | str) -> QUrl:
        text = bytes(QUrl(url).toEncoded().data()).decode("ascii")
        for part in self._parts:
            text = text.replace(part, "")
        return QUrl(text)

    def _bare_data(self, data: QNetworkCacheMetaData) -> QNetworkCacheMetaData:
        bare = QNetworkCacheMetaData(data)
        bare.setUrl(self._bare(data.url()))
        return bare

    def metaData(self, url: QUrl | str) -> QNetworkCacheMetaData:
        return super().metaData(self._bare(url))

    def data(self, url: QUrl | str) -> QIODevice:
        return super().data(self._bare(url))

    def remove(self, url: QUrl | str) -> bool:
        return super().remove(self._bare(url))

    def prepare(self, metaData: QNetworkCacheMetaData) -> QIODevice:
        return super().prepare(self._bare_data(metaData))

    def updateMetaData(self, metaData: QNetworkCacheMetaData) -> None:
        super().updateMetaData(self._bare_data(metaData))


class TileServer(QObject):
    """One server for all maps of the program.

    Signals:
        arrived: the Tile whose picture is there now.
        state_changed: what `trouble` says is another now.
    """

    arrived = Signal(object)
    state_changed = Signal()

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        """`folder` keeps tiles on disk, and is made when it is needed; None keeps them in memory only."""
        super().__init__(parent)
        self._folder = folder
        self._choices, self._key, self._problem = MapChoices(), "", ""
        self._net: QNetworkAccessManager | None = None
        self._pictures: Recent[QPixmap] = Recent(_IN_MEMORY)
        self._absent: set[Tile] = set()
        self._wanted: dict[int, tuple[Tile, ...]] = {}
        self._running: dict[QNetworkReply, tuple[Tile, bool]] = {}
        self._old: set[Tile] = set()
        self._sharp = False
        self._failures = 0
        self._trouble = ""
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._go_on)

    # ------------------------------------------------------------ what is chosen

    @property
    def choices(self) -> MapChoices:
        """Which server is asked."""
        return self._choices

    @property
    def is_on(self) -> bool:
        """Whether there is a server to ask."""
        return bool(self._choices.tile_url)

    @property
    def trouble(self) -> str:
        """What is wrong with the server, one short sentence; "" where nothing is."""
        return self._trouble or self._problem

    @property
    def is_busy(self) -> bool:
        """Whether tiles are on their way."""
        return bool(self._running)

    def set_choices(self, choices: MapChoices, key: str = "", problem: str = "") -> None:
        """Ask another server, or none. What was asked for is dropped.

        Args:
            choices: With the key in the address.
            key: What is in the address and must not come into the cache.
            problem: Why a server that is chosen can't be asked; "" where it can.
        """
        if (choices, problem) == (self._choices, self._problem):
            return
        same_server = choices.tile_url == self._choices.tile_url
        self._choices, self._key, self._problem = choices, key, problem
        if not same_server:
            self._stop()
            self._pictures = Recent(_IN_MEMORY)
        self._drop_net()
        self.state_changed.emit()
        self._go_on()

    def empty_cache(self) -> None:
        """Forget every tile, in memory and on disk."""
        self._pictures = Recent(_IN_MEMORY)
        cache = self._manager().cache()
        if cache is not None:
            cache.clear()

    def close(self) -> None:
        """Stop asking; the network's own threads end."""
        self._stop()
        self._wanted = {}
        self._drop_net()

    # ------------------------------------------------------------ tiles

    def picture(self, tile: Tile) -> QPixmap | None:
        """A tile, if it is there."""
        return self._pictures.peek(tile)

    def want(self, who: int, tiles: Sequence[Tile], *, sharp: bool = False) -> None:
        """Ask for tiles, the first ones first; another call of the same map replaces what is not under way yet."""
        if sharp != self._sharp:
            self._sharp = sharp
            self._pictures = Recent(_IN_MEMORY)
        if tiles:
            self._wanted[who] = tuple(tiles)
        else:
            self._wanted.pop(who, None)
        self._go_on()

    def _missing(self) -> list[Tile]:
        """What is wanted, not there and not under way."""
        under_way = {tile for tile, _ in self._running.values()}
        return [
            tile
            for tiles in self._wanted.values()
            for tile in tiles
            if tile not in under_way and tile not in self._absent and not self._pictures.has(tile)
        ]

    def _go_on(self) -> None:
        """Ask for more, as far as is allowed at once; during a pause only the cache is asked."""
        if not self.is_on:
            return
        resting = self._pause.isActive()
        room = AT_ONCE - len(self._running)
        if room <= 0:
            return
        for tile in self._missing():
            if resting and tile in self._old:
                continue
            self._ask(tile, only_cache=resting)
            room -= 1
            if room == 0 or (self._failures and not resting):
                # After a failure one tile tells whether the server is back.
                return

    def _ask(self, tile: Tile, *, only_cache: bool) -> None:
        request = QNetworkRequest(QUrl(address_of(self._choices.tile_url, tile, sharp=self._sharp)))
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, USER_AGENT)
        request.setRawHeader(b"Accept", b"image/png,image/jpeg,image/webp;q=0.9,*/*;q=0.1")
        request.setTransferTimeout(_PATIENCE_MS)
        request.setMaximumRedirectsAllowed(5)
        request.setAttribute(
            _Attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.NoLessSafeRedirectPolicy
        )
        for attribute in (
            _Attribute.CookieLoadControlAttribute,
            _Attribute.CookieSaveControlAttribute,
            _Attribute.AuthenticationReuseAttribute,
        ):
            request.setAttribute(attribute, QNetworkRequest.LoadControl.Manual)
        how = _Cache.AlwaysCache if only_cache else _Cache.PreferNetwork
        request.setAttribute(_Attribute.CacheLoadControlAttribute, how)
        reply = self._manager().get(request)
        self._running[reply] = (tile, only_cache)
        reply.downloadProgress.connect(self._watch_size)
        reply.finished.connect(self._finished)

    def _watch_size(self, received: int, total: int) -> None:
        reply = self.sender()
        if isinstance(reply, QNetworkReply) and max(received, total) > _MOST_BYTES:
            reply.abort()

    def _finished(self) -> None:
        reply = self.sender()
        if not isinstance(reply, QNetworkReply) or reply not in self._running:
            return
        tile, only_cache = self._running.pop(reply)
        reply.deleteLater()
        status = reply.attribute(_Attribute.HttpStatusCodeAttribute)
        if reply.error() is _Error.NoError and status not in _ABSENT:
            kept = only_cache or bool(reply.attribute(_Attribute.SourceIsFromCacheAttribute))
            self._take(tile, reply.readAll(), only_cache=only_cache, kept=kept)
        elif only_cache:
            self._old.add(tile)  # not even there
        elif status in _ABSENT:
            self._absent.add(tile)
            self._works()
        else:
            self._failed(sentence_of(reply.error(), status), retry_after(reply))
        self._go_on()

    def _take(self, tile: Tile, body: QByteArray, *, only_cache: bool, kept: bool) -> None:
        picture = picture_of(body)
        if picture is None:
            if only_cache:
                self._old.add(tile)
            else:
                self._failed("The map server sends something else than pictures.")
            return
        self._pictures.get(tile, lambda: picture)
        if not kept:  # the cache says nothing about the server
            self._works()
        self.arrived.emit(tile)

    # ------------------------------------------------------------ trouble

    def _works(self) -> None:
        self._failures = 0
        self._old.clear()
        self._say("")

    def _failed(self, sentence: str, after_ms: int = 0) -> None:
        if not self._pause.isActive():  # what was under way with the first one counts once
            self._failures += 1
        self._pause.start(max(pause_after(self._failures), after_ms))
        self._say(sentence)

    def _say(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self.state_changed.emit()

    # ------------------------------------------------------------ the network

    def _manager(self) -> QNetworkAccessManager:
        if self._net is None:
            self._net = QNetworkAccessManager(self)
            if self._folder is not None and self._choices.cache_mb > 0:
                cache = _KeylessCache(self._key, self._net)
                cache.setCacheDirectory(str(self._folder))
                cache.setMaximumCacheSize(self._choices.cache_mb * 1_000_000)
                self._net.setCache(cache)
        return self._net

    def _stop(self) -> None:
        running, self._running = dict(self._running), {}
        for reply in running:
            reply.abort()
            reply.deleteLater()
        self._pause.stop()
        self._absent, self._failures = set(), 0
        self._old.clear()
        self._trouble = ""

    def _drop_net(self) -> None:
        if self._net is not None and not self._running:
            self._net.clearConnectionCache()  # connections end now, not when they are old
            self._net.deleteLater()
            self._net = None


def picture_of(body: QByteArray) -> QPixmap | None:
    """A picture of a usual kind and size; None for anything else."""
    buffer = QBuffer(body)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    usual = bytes(reader.format().data()) in _FORMATS and 0 < size.width() <= _MOST_SIDE
    if not usual or not 0 < size.height() <= _MOST_SIDE:
        return None
    image = reader.read()
    return None if image.isNull() else QPixmap.fromImage(image)


def sentence_of(error: QNetworkReply.NetworkError, status: object) -> str:
    """What is wrong with the server, in a few words for the corner of the map."""
    if status in (401, 403):
        return "The map server refuses this program: look at its address and key in the settings."
    if status == 429:
        return "The map server was asked too often and wants a pause."
    if isinstance(status, int) and status >= 400:
        return f"The map server has trouble (error {status}): the drawn map stays."
    if error is _Error.HostNotFoundError:
        return "The map server is not found: the drawn map stays."
    if error is _Error.SslHandshakeFailedError:
        return "The map server can\N{RIGHT SINGLE QUOTATION MARK}t prove who it is: the drawn map stays."
    return "The map server doesn\N{RIGHT SINGLE QUOTATION MARK}t answer: the drawn map stays."


def retry_after(reply: QNetworkReply) -> int:
    """Milliseconds that the server asks to be left alone, an hour at most; 0 where it says nothing (RFC 9110, 10.2.3)."""
    said = bytes(reply.rawHeader("Retry-After").data()).strip()
    return min(int(said), 3600) * 1000 if said.isdigit() else 0
