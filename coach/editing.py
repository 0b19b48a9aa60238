"""The editor joined to the protocol files: what it asks for is done there, and told."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from coach.library.errors import LibraryError
from coach.library.own_protocols import (
    ChangedError,
    Known,
    delete_own,
    export_to,
    place_for,
    read_own,
    restore_own,
    save_own,
)
from coach.library.protocols import ProtocolFile, find_protocols
from coach.live.clock import NowMs
from coach.massage import drafts
from coach.massage.protocol import Protocol, ProtocolError, spoken
from coach.ui.editor.page import EditorPage
from coach.ui.theme import Theme


class _Deleted(NamedTuple):
    """A massage as it was, on disk, if it was there, and on the page."""

    path: Path | None
    data: bytes | None
    protocol: Protocol
    was_saved: bool


class Editing(QObject):
    """Holds the file that is edited. An error is told on the page, and nothing changed.

    `left(str)`: back to where it was opened from, with the id of the protocol last saved or opened;
    empty where there is none.
    """

    left = Signal(str)

    def __init__(
        self, theme: Theme, folder: Path, now_ms: NowMs, language: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._folder, self._language = folder, language
        self._files: list[ProtocolFile] = []
        self._path: Path | None = None
        self._known: Known | None = None
        self._id = ""
        self._deleted: _Deleted | None = None
        self.page = page = EditorPage(theme, now_ms, language)
        page.leave_requested.connect(self._on_page_leave_requested)
        page.save_requested.connect(self._save)
        page.delete_requested.connect(self._on_page_delete_requested)
        page.undo_delete_requested.connect(self._on_page_undo_delete_requested)
        page.export_requested.connect(self._on_page_export_requested)
        page.import_requested.connect(self._on_page_import_requested)
        page.open_requested.connect(self.open)
        page.copy_requested.connect(self._copy)
        page.new_requested.connect(self._on_page_new_requested)

    def open(self, protocol_id: str = "") -> None:
        """Edit that one of the user's own, a copy of that shipped one, or choose what to do."""
        self._read()
        self.page.notice.say(None)
        file = self._file(protocol_id)
        if file is None:
            self._id = ""
            self._show_start()
        elif file.shipped:
            self._copy(protocol_id)
        else:
            self._edit_file(file.path)

    def may_close(self, go_on: Callable[[], None]) -> bool:
        """Whether nothing is lost; else it is asked, and `go_on` called where that was answered."""
        page = self.page
        if not page.is_editing or page.draft.is_saved:
            return True
        stay = (self.tr("Stay"), page.setFocus)
        leave = (self.tr("Leave without saving"), self._forget(go_on))
        if page.problem:
            said = self.tr("Not saved, because: {why} Leave it anyway?")
            page.question.ask(said.replace("{why}", page.problem), stay, leave)
        else:

            def save_first() -> None:
                if self._save():
                    go_on()

            save = (self.tr("Save"), save_first)
            page.question.ask(self.tr("Save what you changed?"), save, leave, stay)
        return False

    def _forget(self, go_on: Callable[[], None]) -> Callable[[], None]:
        def forget() -> None:
            self.page.draft.stack.setClean()
            go_on()

        return forget

    def _leave(self) -> None:
        self.left.emit(self._id)

    def _on_page_leave_requested(self) -> None:
        if self.may_close(self._leave):
            self._leave()

    def _read(self) -> None:
        self._files = find_protocols(self._folder)

    def _file(self, protocol_id: str) -> ProtocolFile | None:
        found = (f for f in self._files if f.protocol is not None and f.protocol.id == protocol_id)
        return next(found, None)

    def _show_start(self) -> None:
        good = [(f.protocol, f.shipped) for f in self._files if f.protocol is not None]
        pattern = self.tr("{file} cannot be used. {problem}")
        self.page.show_start(
            [protocol for protocol, shipped in good if not shipped],
            [protocol for protocol, shipped in good if shipped],
            [
                pattern.replace("{file}", f.path.name).replace("{problem}", f.problem)
                for f in self._files
                if f.problem is not None
            ],
        )

    def _edit_file(self, path: Path) -> None:
        try:
            protocol, self._known = read_own(path)
        except ProtocolError as error:
            self._tell_unusable(path, error)
            return
        self._path, self._id = path, protocol.id
        self.page.edit(protocol, saved=True)

    def _copy(self, protocol_id: str) -> None:
        file = self._file(protocol_id)
        if file is None or file.protocol is None:
            return
        name = self.tr("Copy of {name}")
        name = name.replace("{name}", spoken(file.protocol.name, self._language))
        self._edit_new(drafts.copy_of(file.protocol, name, self._language, self._taken()))

    def _on_page_new_requested(self) -> None:
        name = self.tr("My massage")
        self._edit_new(drafts.blank(name, self._language, self._taken()))

    def _edit_new(self, protocol: Protocol) -> None:
        self._path = self._known = None
        self.page.edit(protocol, saved=False)

    def _taken(self) -> Collection[str]:
        """Ids that there are, and names of files."""
        ids = {f.protocol.id for f in self._files if f.protocol is not None}
        return ids | {f.path.stem for f in self._files}

    def _save(self, *, force: bool = False) -> bool:
        """Into its file, for the first time into one named after the massage."""
        page = self.page
        if page.problem:
            return False
        protocol = page.draft.protocol
        path, protocol_id = self._path, self._id
        if path is None:
            self._read()
            protocol_id = drafts.an_id(spoken(protocol.name, self._language), self._taken())
            path = place_for(self._folder, protocol_id)
        try:
            self._known = save_own(
                path, replace(protocol, id=protocol_id), self._known, force=force
            )
        except ChangedError:
            self._ask_about_change(path)
            return False
        except (LibraryError, ProtocolError) as error:
            page.notice.say(f"{self.tr('Not saved.')} {error}")
            return False
        self._path, self._id = path, protocol_id
        page.show_saved(path)
        return True

    def _ask_about_change(self, path: Path) -> None:
        said = self.tr("{file} was changed by another program since it was opened. Not saved yet.")
        self.page.question.ask(
            said.replace("{file}", path.name),
            (self.tr("Stay"), self.page.setFocus),
            (self.tr("Save as a new massage"), self._save_beside),
            (self.tr("Save over it"), self._save_over),
            (self.tr("Read it anew; drop what I changed"), lambda: self._edit_file(path)),
        )

    def _save_over(self) -> None:
        self._save(force=True)

    def _save_beside(self) -> None:
        self._path = self._known = None
        self._save()

    def _on_page_delete_requested(self) -> None:
        draft, data = self.page.draft, None
        if self._path is not None:
            try:
                data = delete_own(self._path)
            except LibraryError as error:
                self.page.notice.say(str(error))
                return
        self._deleted = _Deleted(self._path, data, draft.protocol, draft.is_saved)
        self._path, self._known, self._id = None, None, ""
        draft.stack.setClean()
        self._read()
        self._show_start()
        self.page.deleted.offer()

    def _on_page_undo_delete_requested(self) -> None:
        deleted = self._deleted
        if deleted is None:
            return
        if deleted.path is not None and deleted.data is not None:
            try:
                restore_own(deleted.path, deleted.data)
            except LibraryError as error:
                self.page.notice.say(str(error))
                self.page.deleted.offer()
                return
            self._read()
            self._edit_file(deleted.path)
        else:
            self._edit_new(deleted.protocol)
        self._deleted = None
        if not deleted.was_saved:
            self.page.draft.change(deleted.protocol, self.tr("Change the massage"))

    def _on_page_export_requested(self, path: Path) -> None:
        try:
            export_to(path, self.page.draft.protocol, self._known)
        except (LibraryError, ProtocolError) as error:
            self.page.notice.say(f"{self.tr('Not exported.')} {error}")
            return
        self.page.notice.say(self.tr("Exported: {file}").replace("{file}", str(path)))

    def _on_page_import_requested(self, path: Path) -> None:
        self._read()
        try:
            protocol, known = read_own(path)
            taken = self._taken()
            if protocol.id in taken:
                protocol = replace(protocol, id=drafts.an_id(protocol.id, taken))
            place = place_for(self._folder, protocol.id)
            save_own(place, protocol, known, force=True)
        except ProtocolError as error:
            self._tell_unusable(path, error)
            return
        except LibraryError as error:
            self.page.notice.say(str(error))
            return
        self._edit_file(place)

    def _tell_unusable(self, path: Path, error: ProtocolError) -> None:
        said = self.tr("{file} cannot be used, and nothing was changed. {problem}")
        self.page.notice.say(said.replace("{file}", path.name).replace("{problem}", str(error)))
