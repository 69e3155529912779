"""Tables: a table to its rows and cells, each with what its row and its column say about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from presscheck.base_urls.labels import Labels
from presscheck.base_urls.place import API_PATH, Knowledge, Place
from presscheck.base_urls.scope import Scope, protocol_of
from presscheck.base_urls.setting import Meant, Setting
from presscheck.base_urls.values import addresses
from presscheck.model import Cell, Inline, MappedText, Piece, Table
from presscheck.patterns import regex

_CLAUDE_ITSELF = "://api.anthropic.com"
"""Beside it stands what takes its place, for the same client."""
_SHORT = 40
"""A longer cell names no client or protocol for its row, but speaks of it."""
_HEAD = 200
_NUMBER = regex(r"\d{1,3}(?:\.\d{1,3}){0,2}")


@dataclass(frozen=True)
class PlacedCell:
    """A cell to be read at a place; ``label`` is the cell of its row that names its field."""

    inline: Inline
    place: Place
    label: Cell | None = None

    def named(self, setting: Setting) -> Setting:
        """A setting of the cell; its name is the label of its row where it has none of its own."""
        if self.label is None or setting.name_start >= 0 or setting.what != "base-url":
            return setting
        start, end = self.label.inline.text.origin(0, len(self.label.text))
        return replace(setting, name=self.label.text, name_start=start, name_end=end, explicit=True)


@dataclass(frozen=True)
class PlacedRow:
    """A row to be read: what its cells say together, unless it tells of something else, and each of them."""

    whole: PlacedCell | None
    cells: tuple[PlacedCell, ...]


@dataclass(frozen=True)
class _Column:
    """What the header says of a column; ``is_told`` where its cells tell what goes wrong or what comes of a value."""

    head: str
    label: str
    meant: tuple[Meant, ...]
    is_model: bool
    is_value: bool
    is_told: bool
    is_repair: bool
    protocol: str | None


@dataclass(frozen=True)
class _Row:
    """What the cells of a row say of each other."""

    cells: tuple[Cell, ...]
    first: str
    meant: tuple[Meant, ...]
    label_at: int
    label: str
    model_at: int
    failed: bool
    has_address: bool
    others: bool
    field: str


class TableReader:
    """Reads tables by their headers and by the labels of their rows."""

    def __init__(self, known: Knowledge, labels: Labels) -> None:
        self.known = known
        self.labels = labels

    def rows(self, table: Table, place: Place) -> Iterator[PlacedRow]:
        """The rows of a table at a place."""
        width = max((len(cells) for cells in table.rows), default=0)
        columns = self._columns([cell.text.strip() for cell in table.header], width)
        symptoms = any(self.known.words.symptom_column.search(column.head) for column in columns)
        labelled = not any(column.meant for column in columns)
        for cells in table.rows:
            row = self._row(cells, columns)
            here = replace(
                place,
                meant=self._in_version(row.meant or place.meant, columns, cells),
                path=next((path for cell in cells if (path := _path_in(cell))), place.path),
                protocol=_protocol(cells) or place.protocol,
            )
            whole = None if symptoms or row.failed else PlacedCell(_joined(cells), here)
            label = cells[row.label_at] if labelled and row.label_at >= 0 else None
            yield PlacedRow(whole, tuple(self._cells(row, columns, here, label)))

    def _columns(self, heads: Sequence[str], width: int) -> list[_Column]:
        """The columns by their heads; rows of HTML may have more cells than the header."""
        words = self.known.words
        has_outcome = any(
            words.outcome_column.search(head) and not words.otherwise_column.search(head) for head in heads
        )
        return [
            _Column(
                head=head,
                label=self.labels.of(head),
                meant=self.known.scope.named(head),
                is_model=self.labels.is_model(head),
                is_value=bool(words.address_column.search(head)),
                is_told=has_outcome or bool(words.symptom_column.search(head)),
                is_repair=bool(words.repair_column.search(head)),
                protocol=protocol_of(head),
            )
            for head in (*heads, *[""] * (width - len(heads)))
        ]

    def _row(self, cells: tuple[Cell, ...], columns: Sequence[_Column]) -> _Row:
        texts = [cell.text for cell in cells]
        names = (self.known.scope.named(text) for text in texts if len(text) < _SHORT)
        labels = [self.labels.of(text) for text in texts[:-1]]
        label_at = next((at for at, label in enumerate(labels) if label), -1)
        return _Row(
            cells=cells,
            first=texts[0].strip() if texts else "",
            meant=next(filter(None, names), ()) or (self.known.scope.of_row(texts[0]) if texts else ()),
            label_at=label_at,
            label=labels[label_at] if label_at >= 0 else "",
            model_at=next((at for at, text in enumerate(texts[:-1]) if self.labels.is_model(text)), -1),
            failed=self._is_failed(texts, columns),
            has_address=any(_has_address(text) for text in texts),
            others=self._is_of_others(texts),
            field=next((found[0] for text in texts if (found := self.known.words.field.search(text))), ""),
        )

    def _is_failed(self, texts: Sequence[str], columns: Sequence[_Column]) -> bool:
        """Whether a row is about an error, or a column says that its value will not do."""
        words = self.known.words
        return bool(texts and words.failed_row.search(texts[0])) or any(
            words.verdict_column.search(column.head) and words.verdict_no.search(text)
            for column, text in zip(columns, texts, strict=False)
        )

    def _in_version(
        self, meant: tuple[Meant, ...], columns: Sequence[_Column], cells: Sequence[Cell]
    ) -> tuple[Meant, ...]:
        """One client, in the version that a cell below "Version" says."""
        for column, cell in zip(columns, cells, strict=False):
            is_version = len(meant) == 1 and self.known.words.version_column.search(column.head)
            number = _NUMBER.search(cell.text) if is_version else None
            if number:
                return (Scope.in_version(meant[0], number[0]),)
        return meant

    def _is_of_others(self, texts: Sequence[str]) -> bool:
        """Whether all addresses of a row are those of other servers."""
        found = [item.text for text in texts for item in addresses(text)]
        return bool(found) and all(self.known.is_of_others(item) for item in found)

    def _cells(
        self, row: _Row, columns: Sequence[_Column], place: Place, label_cell: Cell | None
    ) -> Iterator[PlacedCell]:
        """The cells that tell a reader what to enter, each with its label: its row's, or else its column's."""
        for index, (cell, column) in enumerate(zip(row.cells, columns, strict=False)):
            if (column.is_told or row.failed) and not column.is_repair:
                continue
            labelled = 0 <= row.label_at < index
            own = column.meant if index else ()
            label = row.label if labelled else column.label
            if not label and column.is_repair:
                label = row.field
            if not label and index and (row.meant or own) and column.is_value:
                label = column.head
            here = replace(
                place,
                meant=own or place.meant,
                label=label,
                protocol=column.protocol or place.protocol,
                others=place.others or row.others,
                headings=f"{place.headings}\n{column.head[:_HEAD]}\n{row.first[:_HEAD]}",
                model=place.model
                or 0 <= row.model_at < index
                or (column.is_model and bool(row.meant or row.has_address)),
            )
            yield PlacedCell(cell.inline, here, label_cell if labelled else None)


def _has_address(text: str) -> bool:
    return any(True for _ in addresses(text))


def _path_in(cell: Cell) -> str:
    """The path that is all of a cell."""
    text = cell.text.strip(" `")
    return text if API_PATH.fullmatch(text) else ""


def _protocol(cells: Sequence[Cell]) -> str | None:
    """The protocol that a short cell of a row speaks of."""
    if any(_CLAUDE_ITSELF in cell.text for cell in cells):
        return "messages"
    protocols = (protocol_of(cell.text) for cell in cells if len(cell.text) < _SHORT and not _has_address(cell.text))
    return next(filter(None, protocols), None)


def _joined(cells: Sequence[Cell]) -> Inline:
    """A row as one text, for what is said by two cells together."""
    texts: list[str] = []
    pieces: list[Piece] = []
    size = 0
    for cell in cells:
        text = cell.inline.text
        pieces.extend(
            Piece(piece.start + size, piece.end + size, piece.source_start, piece.source_end) for piece in text.pieces
        )
        texts.append(text.text)
        size += len(text.text) + len(" = ")
    return Inline(MappedText(" = ".join(texts), tuple(pieces)))
