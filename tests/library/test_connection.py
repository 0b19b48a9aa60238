"""Two connections of one program, and another program beside them."""

import subprocess
import sys

from coach.library.store import Store

LOOK = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("SELECT count(*) FROM session").fetchone()
db.close()
"""


def test_a_second_connection_does_not_drop_the_locks_of_the_first(tmp_path):
    first = Store(tmp_path)
    first.sessions()
    Store(tmp_path).close()
    file = tmp_path / "sessions.db"
    subprocess.run([sys.executable, "-c", LOOK, file], check=True)
    # Another program that thinks itself the last one takes the log away on leaving.
    assert file.with_name("sessions.db-wal").exists()
    first.close()
    assert not file.with_name("sessions.db-wal").exists()
