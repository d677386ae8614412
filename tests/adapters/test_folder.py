"""A raw folder is demo or live for ever, and keeps its key."""

from __future__ import annotations

import json

import pytest

from pipeline.adapters.folder import claim_folder, fingerprint_key, folder_kind
from pipeline.adapters.raw_store import RawStore
from pipeline.errors import StoreError, UsageError
from pipeline.models import Sites


def test_a_folder_keeps_its_kind(tmp_path):
    raw = tmp_path / "raw"
    assert folder_kind(raw) is None
    claim_folder(raw, Sites.DEMO)
    claim_folder(raw, Sites.DEMO)
    assert folder_kind(raw) is Sites.DEMO
    with pytest.raises(UsageError) as caught:
        claim_folder(raw, Sites.LIVE)
    assert str(caught.value) == f"{raw} holds demo data and cannot take a live run; choose another folder with --data"


def test_a_lost_note_is_replaced_by_what_the_archive_says(tmp_path, kit):
    with RawStore(tmp_path).open_run("saeule", kit.run_of(sites=Sites.DEMO), {}):
        pass
    assert folder_kind(tmp_path) is Sites.DEMO
    with pytest.raises(UsageError, match="holds demo data and cannot take a live run"):
        claim_folder(tmp_path, Sites.LIVE)
    claim_folder(tmp_path, Sites.DEMO)
    assert json.loads((tmp_path / "folder.json").read_text()) == {"sites": "demo", "layout": 1}


def test_a_newer_layout_is_refused(tmp_path):
    (tmp_path / "folder.json").write_text('{"sites": "demo", "layout": 2}')
    with pytest.raises(UsageError) as caught:
        claim_folder(tmp_path, Sites.DEMO)
    assert str(caught.value) == (
        f"{tmp_path} has layout 2, but this Litfass knows 1 at most; use the version that wrote it"
    )


@pytest.mark.parametrize("note", ["", "{}", '{"sites": "mond", "layout": 1}', "[]"])
def test_an_unreadable_note_is_named(tmp_path, note):
    (tmp_path / "folder.json").write_text(note)
    with pytest.raises(StoreError, match=r"folder\.json cannot be read, expected sites and layout"):
        folder_kind(tmp_path)


def test_the_demo_key_is_fixed_and_writes_nothing(tmp_path):
    assert fingerprint_key(tmp_path / "a", Sites.DEMO) == fingerprint_key(tmp_path / "b", Sites.DEMO)
    assert len(fingerprint_key(tmp_path, Sites.DEMO)) == 32
    assert list(tmp_path.iterdir()) == []


def test_claiming_a_live_folder_makes_its_key(tmp_path):
    claim_folder(tmp_path, Sites.LIVE)
    assert (tmp_path / "fingerprint.key").stat().st_size == 32


def test_a_live_key_is_made_once_and_is_private(tmp_path):
    key = fingerprint_key(tmp_path / "a", Sites.LIVE)
    assert fingerprint_key(tmp_path / "a", Sites.LIVE) == key != fingerprint_key(tmp_path / "b", Sites.LIVE)
    assert (tmp_path / "a/fingerprint.key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_lost_or_broken_is_never_replaced(tmp_path, kit):
    with RawStore(tmp_path).open_run("saeule", kit.run_of(sites=Sites.LIVE), {}):
        pass
    with pytest.raises(StoreError, match="is missing, though nights were archived under it; restore it"):
        fingerprint_key(tmp_path, Sites.LIVE)
    (tmp_path / "fingerprint.key").write_bytes(b"kurz")
    with pytest.raises(StoreError, match="has 4 bytes, expected 32; restore it from the backup"):
        fingerprint_key(tmp_path, Sites.LIVE)
