"""The address of the static files changes when they do."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from alongside.casework.site.static_address import fingerprint


def test_the_fingerprint_stays_while_nothing_changes(tmp_path: Path):
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "visit.js").write_text("export {};")

    assert fingerprint(tmp_path) == fingerprint(tmp_path)


def test_the_fingerprint_changes_with_a_file_and_with_its_name(tmp_path: Path):
    (tmp_path / "visit.js").write_text("export {};")
    before = fingerprint(tmp_path)

    (tmp_path / "visit.js").rename(tmp_path / "other.js")
    renamed = fingerprint(tmp_path)
    (tmp_path / "other.js").write_text("export { x };")

    assert len({before, renamed, fingerprint(tmp_path)}) == 3


def test_static_files_are_found_in_the_site_room():
    some = next(path for path in settings.STATIC_FILES.rglob("*") if path.is_file())

    assert finders.find(some.relative_to(settings.STATIC_FILES).as_posix()) == str(some)


def test_browsers_may_keep_static_files_for_a_year():
    some = next(path for path in settings.STATIC_FILES.rglob("*") if path.is_file())
    name = some.relative_to(settings.STATIC_FILES).as_posix()

    answer = Client().get(f"{settings.STATIC_URL}{name}")

    assert answer.status_code == 200
    assert "max-age=31536000" in answer.headers["Cache-Control"]
