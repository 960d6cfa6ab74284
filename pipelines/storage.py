"""Where Dagster keeps runs, events, schedule and sensor: below the store, or in a PostgreSQL that machines share.

Here belongs `dagster.yaml`, which is written anew from the settings by every command that needs it. What of the files
below the store is not whole is the business of `history`.
"""

import importlib.util
import os
from pathlib import Path

SETTING = "COMMUNIQUE_DAGSTER_POSTGRES_URL"
SCHEMES = ("postgresql+psycopg2", "postgresql", "postgres")  # the first names the driver that dagster-postgres brings
DAGSTER_YAML = """\
# Written by communique: Dagster's own storage for this store, which UI, command line and schedule share.
telemetry:
  enabled: false
nux:
  enabled: false
freshness:
  enabled: true
concurrency:
  runs:
    max_concurrent_runs: 1
retention:
  schedule:
    purge_after_days: 30
  sensor:
    purge_after_days: {skipped: 3, failure: 30, success: 30}
"""
IN_POSTGRES = f"""\
storage:
  postgres:
    postgres_url:
      env: {SETTING}
"""


class StorageError(RuntimeError):
    """Dagster's storage cannot be used; the message says why and what to do."""


def in_postgres() -> bool:
    """Whether $COMMUNIQUE_DAGSTER_POSTGRES_URL says that Dagster keeps its own in PostgreSQL."""
    return bool(os.environ.get(SETTING))


def configuration() -> str:
    """What `dagster.yaml` says; the address, which holds a password, stays in the environment. Raises StorageError."""
    if not in_postgres():
        return DAGSTER_YAML
    scheme, _, rest = os.environ[SETTING].partition("://")
    if scheme not in SCHEMES or not rest:
        raise StorageError(
            f"{SETTING} is no address of a PostgreSQL: give postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
        )
    if importlib.util.find_spec("dagster_postgres") is None:
        raise StorageError(
            f"{SETTING} is set, but dagster-postgres is not installed: pip install --require-hashes --no-deps -r"
            " requirements-cluster.lock, or pip install 'communique[cluster]'"
        )
    return DAGSTER_YAML + IN_POSTGRES


def configure(dagster_home: Path) -> None:
    """Writes `dagster.yaml`, where it is another than it should be. Raises StorageError."""
    said = configuration()
    if in_postgres():
        os.environ[SETTING] = f"{SCHEMES[0]}://{os.environ[SETTING].partition('://')[2]}"
    dagster_home.mkdir(parents=True, exist_ok=True)
    path = dagster_home / "dagster.yaml"
    if not path.exists() or path.read_text(encoding="utf-8") != said:
        path.write_text(said, encoding="utf-8")
