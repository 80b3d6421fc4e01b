"""Sealed letters: encrypted where the bureau has a key, released again, and never in the open store meanwhile."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from acts.office import JINJIANG, SECTION, STATION, form, mail, manuscript, photo
from steps.table import FIRST, Table, why_not

from pipeline.domain.words import Disposition
from pipeline.ingest.keep import raw_path
from pipeline.ingest.readers import Readers
from pipeline.ingest.sealed import is_encrypted, new_key, sealed_copy
from pipeline.steps import review
from pipeline.steps.carry_out import write_down
from pipeline.steps.clean import clean
from pipeline.steps.files import LetterFile
from pipeline.steps.import_letters import import_letters
from pipeline.steps.reprocess import reprocess
from pipeline.steps.review import Done, Order, decide
from pipeline.store.tables import LetterRow

PHRASE = "某部换防时间表"
TITLE = "局机关开展双拥共建活动"


def secret(marking: str = "秘密★1年") -> bytes:
    """A letter that a false marking seals: released, it is accepted."""
    parts = [
        manuscript(TITLE, [marking, PHRASE * 20]),
        form(TITLE, "双拥优抚科", first="同意", second="同意"),
        photo(),
    ]
    return mail("2020年度+双拥优抚科+双拥共建", parts, sender=SECTION)


def with_keys(table: Table, *keys: str) -> Table:
    """The same house, its bureaus with these public keys."""
    bureaus = {name: replace(bureau, seal_keys=keys) for name, bureau in table.house.settings.bureaus.items()}
    return replace(table, house=replace(table.house, settings=replace(table.house.settings, bureaus=bureaus)))


def release(table: Table, key: Path | None = None, name: str = FIRST) -> Done:
    return decide(table.house, Order(name=name, verb="release", reason="误判", by="李主任", key=key), table.readers)


def stores(table: Table) -> dict[str, list[str]]:
    """What lies in each store, by the ends of its names."""
    return {
        store: sorted(p.suffix for p in (table.house.data / store).rglob("*") if p.is_file())
        for store in ("raw", "parts", "sealed", "scratch")
    }


ENCRYPTED = {"raw": [], "parts": [], "sealed": [".age"], "scratch": []}
FOR_THE_OWNER = ENCRYPTED | {"sealed": [".eml"]}


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Table:
    return Table.laid(tmp_path_factory.mktemp("laid"), readers)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, str]:
    """The file with a private key, and the public one."""
    private, public = new_key()
    file = tmp_path / "key.txt"
    file.write_text(f"# public key: {public}\n{private}\n", encoding="utf-8")
    return file, public


@pytest.fixture
def plain(laid: Table, tmp_path: Path) -> Table:
    return laid.copy(tmp_path)


@pytest.fixture
def keyed(plain: Table, pair: tuple[Path, str]) -> Table:
    return with_keys(plain, pair[1])


def test_with_a_public_key_a_sealed_letter_is_encrypted_and_nothing_else_is_left(keyed: Table) -> None:
    keyed.come(secret())
    assert stores(keyed) == ENCRYPTED
    assert keyed.piece().state == "sealed"


def test_an_encrypted_letter_is_released_with_its_private_key_and_with_no_other(
    keyed: Table, pair: tuple[Path, str], tmp_path: Path
) -> None:
    keyed.come(secret())
    another = tmp_path / "another.txt"
    another.write_text(new_key()[0], encoding="utf-8")
    assert why_not(release, keyed) == "key_wanted"
    assert why_not(release, keyed, another) == why_not(release, keyed, tmp_path / "none") == "wrong_key"
    assert stores(keyed) == ENCRYPTED
    assert release(keyed, pair[0]).state == "reviewed"
    [letter] = keyed.rows(LetterRow)
    assert raw_path(keyed.house.data, letter.sha256).exists()
    assert stores(keyed)["sealed"] == stores(keyed)["scratch"] == []


def test_a_round_of_another_bureau_leaves_a_letter_that_is_being_released_where_it_is(
    keyed: Table, pair: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keyed.come(secret())

    def meanwhile(*args: Any) -> None:
        clean(keyed.house)  # as each round of every bureau begins
        write_down(*args)

    monkeypatch.setattr(review, "write_down", meanwhile)
    assert release(keyed, pair[0]).state == "reviewed"
    [letter] = keyed.rows(LetterRow)
    assert raw_path(keyed.house.data, letter.sha256).exists()
    assert stores(keyed)["sealed"] == []


def test_a_letter_kept_for_the_owner_is_released_without_a_key(plain: Table) -> None:
    plain.come(secret())
    assert stores(plain) == FOR_THE_OWNER
    assert release(plain).state == "reviewed"
    assert stores(plain)["sealed"] == []


def test_a_release_that_fails_leaves_nothing_plain(keyed: Table, pair: tuple[Path, str]) -> None:
    keyed.come(secret())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(review, "write_down", _fails)
        with pytest.raises(RuntimeError):
            release(keyed, pair[0])
    assert stores(keyed) == ENCRYPTED
    assert release(keyed, pair[0]).state == "reviewed"


def test_a_release_that_was_killed_leaves_nothing_plain_after_the_next_round(
    keyed: Table, pair: tuple[Path, str]
) -> None:
    keyed.come(secret())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.steps.sealing.settle_bytes", _fails)  # a killed process does nothing afterwards
        patch.setattr("shutil.rmtree", lambda *_args, **_told: None)
        patch.setattr(review, "write_down", _fails)
        with pytest.raises(RuntimeError):
            release(keyed, pair[0])
    assert stores(keyed)["raw"] == [".eml"]
    assert len(stores(keyed)["scratch"]) > 2
    import_letters(keyed.house, "yuhua", [], keyed.readers, receipts=False)
    assert stores(keyed) == ENCRYPTED


def test_a_process_killed_after_the_commit_leaves_nothing_plain_after_the_next_round(keyed: Table) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.steps.process.settle_bytes", lambda *_args: None)
        patch.setattr("pipeline.steps.receive.clean", lambda *_args: None)
        keyed.come(secret())
    assert stores(keyed)["raw"] == [".eml"]
    import_letters(keyed.house, "yuhua", [], keyed.readers, receipts=False)
    assert stores(keyed) == ENCRYPTED


def test_a_released_letter_comes_back_with_the_next_round_where_the_process_ended_after_the_commit(
    plain: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain.come(secret())
    with monkeypatch.context() as patch:
        patch.setattr(review, "put_back", _fails)
        with pytest.raises(RuntimeError):
            release(plain)
    letter = plain.rows(LetterRow)[0]
    assert letter.disposition == "accepted"
    assert not raw_path(plain.house.data, letter.sha256).exists()
    clean(plain.house)
    assert raw_path(plain.house.data, letter.sha256).exists()
    assert sealed_copy(plain.house.data, letter.sha256) is None


def test_an_encrypted_letter_that_comes_again_or_is_read_again_stays_as_it_is(keyed: Table) -> None:
    raw = secret()
    keyed.come(raw, raw)
    reread = reprocess(keyed.house, FIRST, keyed.readers)
    assert reread is not None
    assert (reread.locked, reread.disposition) == (True, Disposition.SEALED)
    with keyed.house.database.writing() as session:  # as where a round was killed
        session.get_one(LetterRow, 1).done = False
    import_letters(keyed.house, "yuhua", [], keyed.readers, receipts=False)
    assert [(row.done, row.disposition) for row in keyed.rows(LetterRow)] == [(True, "sealed")]
    assert stores(keyed) == ENCRYPTED


def test_a_key_that_is_set_later_encrypts_what_lies_sealed_already(plain: Table, pair: tuple[Path, str]) -> None:
    plain.come(secret())
    keyed = with_keys(plain, pair[1])
    clean(keyed.house)
    assert stores(keyed) == ENCRYPTED


def test_the_same_bytes_in_two_bureaus_are_sealed_by_each_for_itself(keyed: Table) -> None:
    raw = mail("密级：秘密", [manuscript(PHRASE, ["秘密★1年", PHRASE])], sender=STATION, Cc=JINJIANG)
    for bureau in ("yuhua", "jinjiang", "yuhua"):
        import_letters(keyed.house, bureau, [LetterFile(name="x", raw=raw)], keyed.readers, receipts=False)
    assert [(row.bureau, row.disposition) for row in keyed.rows(LetterRow)] == [
        ("yuhua", "sealed"),
        ("jinjiang", "sealed"),
    ]
    assert stores(keyed) == ENCRYPTED


def test_a_sealed_copy_that_was_lost_is_made_again_when_the_letter_comes_again(keyed: Table) -> None:
    raw = secret()
    keyed.come(raw)
    [row] = keyed.rows(LetterRow)
    copy = sealed_copy(keyed.house.data, row.sha256)
    assert copy is not None
    assert is_encrypted(copy)
    copy.unlink()
    keyed.come(raw)
    assert stores(keyed) == ENCRYPTED


def _fails(*_args: object, **_told: object) -> None:
    raise RuntimeError("killed")
