from pathlib import Path

import pytest

from broadsheet import resources
from broadsheet.errors import Fault


def test_a_wheel_has_the_folders_beside_its_modules(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "broadsheet"
    (package / "fonts_data").mkdir(parents=True)
    (tmp_path / "fonts").mkdir()
    assert resources.bundled("fonts", package) == package / "fonts_data"


def test_a_checkout_has_them_at_its_root(tmp_path: Path) -> None:
    package = tmp_path / "layout" / "broadsheet"
    package.mkdir(parents=True)
    (tmp_path / "specs").mkdir()
    assert resources.bundled("specs", package) == tmp_path / "specs"


def test_the_working_directory_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fonts").mkdir()
    monkeypatch.chdir(tmp_path)
    found = resources.bundled("fonts")
    assert found.is_absolute()
    assert found != tmp_path / "fonts"
    assert (found / "fonts.yaml").is_file()


def test_a_package_without_them_is_a_fault_that_names_both_places(tmp_path: Path) -> None:
    package = tmp_path / "layout" / "broadsheet"
    with pytest.raises(Fault) as caught:
        resources.bundled("fonts", package)
    assert str(package / "fonts_data") in str(caught.value)
    assert str(tmp_path / "fonts") in str(caught.value)
