"""The hub's client, and its large files gone on with where an earlier try stopped.

The hub's own client begins such a file anew (since huggingface_hub 1.18), which is no way to fetch gigabytes over a
line that breaks. What arrives here is put where that client looks for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from limis.errors import WeightsError, say
from limis.extras import require
from limis.models.named import NamedModel

__all__ = ["blob_in_cache", "client", "errors_worded", "fetch_large", "without_bars"]

_EXTRA = "sam"


def client() -> Any:
    """The module huggingface_hub, with those of its parts that are asked for here.

    Raises:
        MissingExtraError: It is not installed.
    """
    hub = require("huggingface_hub", _EXTRA)
    for part in ("constants", "errors", "file_download", "utils"):
        require(f"huggingface_hub.{part}", _EXTRA)
    return hub


@contextmanager
def without_bars() -> Generator[None]:
    """Keep the client from drawing progress bars."""
    utils = client().utils
    were_off = utils.are_progress_bars_disabled()
    utils.disable_progress_bars()
    try:
        yield
    finally:
        if not were_off:
            utils.enable_progress_bars()


def blob_in_cache(hub: Any, name: str, sha256: str) -> Path:
    """Where the hub's cache keeps a large file of a model.

    Source: huggingface_hub's documentation, "Understand caching": ``blobs/`` holds files by the hash of their content.
    """
    folder = hub.file_download.repo_folder_name(repo_id=name, repo_type="model")
    return Path(hub.constants.HF_HUB_CACHE).expanduser() / folder / "blobs" / sha256


def fetch_large(hub: Any, name: str, revision: str, file: str, sha256: str, target: Path) -> None:
    """Fetch a file, unless it is there; what broke off before is kept beside it and gone on with.

    Args:
        hub: The module huggingface_hub.
        name: ``OWNER/MODEL``.
        revision: Which commit, or ``"main"``.
        file: Which file of it.
        sha256: What its content has to hash to; other content is dropped, and nothing is left at `target`.
        target: Where it is put.
    """
    if target.exists():
        return
    url = hub.hf_hub_url(name, file, revision=revision)
    target.parent.mkdir(parents=True, exist_ok=True)
    part, lock = (target.with_name(f"{target.name}.{suffix}") for suffix in ("part", "lock"))
    with hub.utils.WeakFileLock(lock):
        found = hub.get_hf_file_metadata(url)
        with part.open("ab") as written:
            hub.file_download.http_get(
                found.location,
                written,
                resume_size=written.tell(),
                headers=_headers(hub, url, found.location),
                expected_size=found.size,
                displayed_filename=file,
            )
        with part.open("rb") as whole:
            is_right = hashlib.file_digest(whole, "sha256").hexdigest() == sha256
        part.replace(target) if is_right else part.unlink()
    lock.unlink(missing_ok=True)


def _headers(hub: Any, url: str, location: str) -> dict[str, str]:
    """What the client says of itself; its token goes to the hub alone."""
    headers: dict[str, str] = hub.utils.build_hf_headers()
    if urlsplit(url).netloc != urlsplit(location).netloc:
        headers.pop("authorization", None)
    return headers


@contextmanager
def errors_worded(hub: Any, model: NamedModel) -> Generator[None]:
    """Turn what the hub's client raises into a `WeightsError` that says what to do."""
    network = hub.errors.HfHubHTTPError.__mro__[1]  # whichever client this version of the hub uses
    try:
        yield
    except (OSError, ValueError, network) as error:
        if isinstance(error, hub.errors.GatedRepoError) or (model.gated and _status(error) in (401, 403)):
            raise _gated(hub, model) from error
        raise WeightsError(
            say(
                f"cannot fetch {model.name}",
                expected=f"{model.hub} at {model.revision} on {hub.constants.ENDPOINT}",
                got=f"{type(error).__name__}: {_first_line(error)}",
                next_step=f"Check the network; `limis models pull {model.name}` goes on where this stopped",
            )
        ) from error


def _status(error: Exception) -> int | None:
    return getattr(getattr(error, "response", None), "status_code", None)


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), "no message")


def _gated(hub: Any, model: NamedModel) -> WeightsError:
    return WeightsError(
        say(
            f"{model.name} is gated: its owner lets people in one by one",
            expected="an account that was let in",
            got="none",
            next_step=f"Ask at {hub.constants.ENDPOINT}/{model.hub}, log in with `hf auth login`, then "
            f"run `limis models pull {model.name}`",
        )
    )
