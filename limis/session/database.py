"""The SQLite file of one session: its tables, how it is opened, and what its errors mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from limis.errors import SessionBusyError, StoreDamagedError, StoreError, StoreVersionError, say
from limis.io.atomic import sync_folder
from limis.session.home import cannot_write, make_private_file

__all__ = [
    "SCHEMA",
    "UNFINISHED",
    "create",
    "damaged",
    "open_to_read",
    "open_to_write",
    "remove",
    "transaction",
    "translated",
]

SCHEMA = 1
"""The version of the tables below."""

UNFINISHED = ".new"
"""What the name of a file ends in while it is made; one that was never finished is of no use."""

_APPLICATION = 0x4C494D53  # "LIMS": tells our files from other SQLite files
_PATIENCE_MS = 5000

_TABLES = """
CREATE TABLE session (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    created TEXT NOT NULL,
    image TEXT NOT NULL,
    grid TEXT NOT NULL,
    modality TEXT NOT NULL,
    options TEXT NOT NULL,
    used TEXT NOT NULL,
    turns INTEGER NOT NULL,
    structures TEXT NOT NULL,
    head TEXT NOT NULL
);
CREATE TABLE masks (
    key TEXT PRIMARY KEY,
    base TEXT REFERENCES masks (key) DEFERRABLE INITIALLY DEFERRED,
    form TEXT NOT NULL,
    data BLOB NOT NULL
);
CREATE TABLE turns (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    said TEXT NOT NULL,
    understood TEXT NOT NULL,
    resolved TEXT NOT NULL,
    reply TEXT NOT NULL,
    changes TEXT NOT NULL,
    models TEXT NOT NULL,
    seconds TEXT NOT NULL,
    digest TEXT NOT NULL,
    kept INTEGER NOT NULL,
    steps TEXT NOT NULL,
    position INTEGER NOT NULL,
    view TEXT NOT NULL
);
CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    event TEXT NOT NULL,
    body TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
"""
_FOREVER = {
    "session": "UPDATE OF one, id, created, image, grid, modality, options",
    "turns": "UPDATE",
    "audit": "UPDATE",
    "masks": "UPDATE",
}
_NEVER_DELETED = ("session", "turns", "audit")

_WRITING = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_NOMEM,
}


def create(path: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make the file of a new session, private, whole or not at all.

    Args:
        path: Where it shall be.
        fill: Writes the first rows.

    Raises:
        StoreWriteError: It cannot be made.
    """
    unfinished = path.with_name(path.stem + UNFINISHED)
    make_private_file(unfinished)
    try:
        with translated(path), closing(_connect(unfinished, "rw")) as connection:
            _prepare(connection)
            with transaction(connection):
                _make_tables(connection)
                fill(connection)
        unfinished.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        remove(unfinished)


def remove(path: Path) -> None:
    """Take a database away with what SQLite keeps beside it, itself last: until then it can be removed again.

    Raises:
        StoreWriteError: It cannot be removed.
    """
    try:
        for name in (f"{path.name}-wal", f"{path.name}-shm", path.name):
            path.with_name(name).unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


def open_to_write(path: Path) -> sqlite3.Connection:
    """Open the file of a session.

    Raises:
        StoreDamagedError: It is no session.
        StoreVersionError: It was written by a newer limis.
        StoreWriteError: It may not be written to.
    """
    with translated(path):
        connection = _connect(path, "rw")
        try:
            _check(connection, path)
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open the file of a session to look at it only, on a disk that cannot be written to as well.

    Everything is read as it was at one moment, whoever writes meanwhile.

    Raises:
        StoreDamagedError: It is no session.
        StoreVersionError: It was written by a newer limis.
        StoreWriteError: It cannot be opened.
    """
    with translated(path):
        connection = _connect(path, "ro")
        try:
            connection.execute("PRAGMA query_only = ON")
            try:
                _begin_reading(connection, path)
            except sqlite3.OperationalError as error:
                log = path.with_name(path.name + "-wal")
                if not _is(error, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) or log.exists():
                    raise
                connection.close()
                connection = _connect(path, "ro&immutable=1")
                _begin_reading(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """Everything in the block, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        raise


@contextmanager
def translated(path: Path) -> Generator[None]:
    """Turn SQLite's errors into those of the house.

    Args:
        path: The file they are about.

    Raises:
        StoreWriteError: The disk is full, or may not be written to or read.
        SessionBusyError: Somebody else is writing and does not finish.
        StoreDamagedError: The file is not, or no longer, that of a session.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _typed(error, path) from error
    except UnicodeDecodeError as error:  # sqlite3 quotes damaged bytes in a message of its own
        raise damaged(path, "bytes that are no text") from error


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a file that is there; transactions are begun by hand."""
    where = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(where, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.text_factory = _text
    return connection


def _text(stored: bytes) -> str:
    """Text of a column; damaged bytes show in a hash, and do not stop the reading of others."""
    return stored.decode("utf-8", "replace")


def _prepare(connection: sqlite3.Connection) -> None:
    """Make every committed turn survive a kill and a power cut.

    Source: SQLite, "Write-Ahead Logging" and "PRAGMA synchronous": in WAL mode FULL syncs the log at every
    commit; "PRAGMA fullfsync": macOS needs more than fsync.
    """
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")
    connection.execute("PRAGMA foreign_keys = ON")


def _make_tables(connection: sqlite3.Connection) -> None:
    for statement in filter(str.strip, _TABLES.split(";")):
        connection.execute(statement)
    for table, what in _FOREVER.items():
        _forbid(connection, table, what)
    for table in _NEVER_DELETED:
        _forbid(connection, table, "DELETE")
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def _forbid(connection: sqlite3.Connection, table: str, what: str) -> None:
    name = f"{table}_{what.split(maxsplit=1)[0].lower()}"
    connection.execute(
        f"CREATE TRIGGER {name} BEFORE {what} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
    )


def _begin_reading(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN")
    _check(connection, path)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse what is no session, or one of a version that is not known yet."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != _APPLICATION or version < 1:
        raise damaged(path, "another file")
    if version > SCHEMA:
        raise StoreVersionError(
            say(
                f"{path} was written by a newer limis",
                expected=f"version {SCHEMA} or older",
                got=f"version {version}",
                next_step="Update limis: pip install --upgrade limis",
            )
        )


def _is(error: sqlite3.Error, *codes: int) -> bool:
    """Whether an error is of one of these primary codes."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF in codes


def _typed(error: sqlite3.Error, path: Path) -> StoreError | sqlite3.Error:
    """The house's error for one of SQLite's; a misuse of SQLite is our own fault and stays what it is."""
    if _is(error, *_WRITING):
        return cannot_write(path, error)
    if _is(error, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return SessionBusyError(
            say(
                f"{path} is being written to",
                expected="a turn that ends",
                got=str(error),
                next_step="Try again in a moment",
            )
        )
    return error if isinstance(error, sqlite3.ProgrammingError | sqlite3.InterfaceError) else damaged(path, str(error))


def damaged(path: Path, got: str) -> StoreDamagedError:
    """Word that a file is not, or no longer, that of a session."""
    return StoreDamagedError(
        say(
            f"{path} is damaged",
            expected="a session as limis stores it",
            got=got,
            next_step="Take it from a backup, or remove it with `limis sessions delete`",
        )
    )
