"""The client on Prepare: the chooser, the record's dialog and the book of clients, joined."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coach.clients import ClientBook
from coach.library.client_record import ClientRecord, new_record, prepared_for
from coach.live.clock import today
from coach.massage.checks import Check
from coach.session.prepared import Prepared
from coach.ui.prepare.client import ClientChooser

if TYPE_CHECKING:
    from coach.ui.prepare.client_dialog import AvoidPainter, ClientDialog


class ClientDesk(QObject):
    """Shows who is known in the chooser, and opens the record that it asks for.

    `changed(ClientRecord)`: whoever is chosen has another record, or a record now.
    """

    changed = Signal(object)

    def __init__(
        self,
        book: ClientBook,
        chooser: ClientChooser,
        checks: Sequence[Check],
        language: str,
        prepared: Callable[[], Prepared | None],
        painter: "Callable[[], AvoidPainter] | None" = None,
        dress: "Callable[[ClientDialog], object] | None" = None,
    ) -> None:
        """`prepared` answers with what stands on Prepare: the record is opened with it, so that
        what was painted and answered there is kept with what is changed here. `painter` makes the
        widget on which areas to avoid are painted, when it is wanted.

        `dress` is told of the dialog once, and gives it its looks from then on.
        """
        super().__init__(chooser)
        self._book, self._chooser = book, chooser
        self._checks, self._language, self._painter = checks, language, painter
        self._prepared = prepared
        self._dress = dress
        book.known_changed.connect(self._on_book_known_changed)
        book.failed.connect(self._on_book_failed)
        chooser.record_requested.connect(self._on_chooser_record_requested)

    @cached_property
    def dialog(self) -> "ClientDialog":
        """Made when it is first wanted."""
        from coach.ui.prepare.client_dialog import ClientDialog  # noqa: PLC0415 -- not before then

        made = ClientDialog(self._language, self._chooser)
        made.set_checks(self._checks)
        if self._painter is not None:
            made.set_avoid_painter(self._painter())
        made.save_requested.connect(self._on_dialog_save_requested)
        made.delete_requested.connect(self._on_dialog_delete_requested)
        made.restore_requested.connect(self._on_dialog_restore_requested)
        made.closed.connect(self._book.purge)
        if self._dress is not None:
            self._dress(made)
        return made

    @property
    def is_open(self) -> bool:
        """Whether a record is shown."""
        return "dialog" in self.__dict__ and self.dialog.isVisible()

    def _on_book_known_changed(self, records: tuple[ClientRecord, ...]) -> None:
        self._chooser.set_clients(records, today())

    def _on_book_failed(self, sentence: str) -> None:
        if self.is_open:
            self.dialog.show_problem(sentence)

    def _on_chooser_record_requested(self) -> None:
        record, day = self._chooser.record(), today()
        shown = new_record(self._chooser.name()) if record is None else record
        shown = prepared_for(shown, self._prepared(), self._checks, day)
        self.dialog.open_record(shown, day, is_new=record is None)

    def _on_dialog_save_requested(self, record: ClientRecord) -> None:
        if self._book.save(record):
            self.dialog.accept()
            self._chooser.choose(record.token)
            self.changed.emit(record)

    def _on_dialog_delete_requested(self, token: str) -> None:
        if self._book.delete(token):
            self.dialog.show_deleted()

    def _on_dialog_restore_requested(self, token: str) -> None:
        restored = self._book.restore(token)
        self.dialog.show_deleted(deleted=not restored)
        if self._chooser.choose(token):
            self._chooser.chosen.emit(self._chooser.record())
