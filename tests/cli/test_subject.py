"""`subject`: a line in is a line out, whatever stands in it."""

import pytest
from cli.conftest import Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LINES = st.text(st.characters(blacklist_characters="\n", blacklist_categories=["Cs"]), max_size=20)


def test_each_subject_is_read_with_its_grade(empty: Desk) -> None:
    subjects = "2020年度+左家塘街道退役军人服务站+走访慰问\n左家塘+2020年度+走访慰问\n2020年度+左家塘、高桥+联合活动\n"
    done = empty("subject", "--bureau", "yuhua", "--json", stdin=subjects.encode())
    assert (done.code, done.err) == (0, "")
    assert [(line["grade"], line["unit"], line["year"]) for line in done.json_lines] == [
        ("exact", "zuojiatang", 2020), ("tolerant", "zuojiatang", 2020), ("unclear", None, 2020),
    ]  # fmt: skip
    assert list(done.json_lines[0]) == ["raw", "year", "unit", "unit_text", "keyword", "grade"]
    assert not empty.data.exists()


@pytest.mark.parametrize(
    ("stdin", "count"),
    [(b"", 0), (b"\n", 1), (b"a", 1), (b"a\n", 1), (b"a\n\n", 2), (b"\n\na\n\nb", 5), (b"a\r\n\r\nb\r\n", 3)],
)
def test_empty_lines_in_are_empty_lines_out(empty: Desk, stdin: bytes, count: int) -> None:
    for form in (["--json"], []):
        assert len(empty("subject", "--bureau", "yuhua", *form, stdin=stdin).out.splitlines()) == count


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, max_size=4))
def test_line_ends_that_only_unicode_knows_part_no_subjects(empty: Desk, lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    done = empty("subject", "--bureau", "yuhua", "--json", stdin=text.encode())
    assert done.code == 0
    assert len(done.out.split("\n")[:-1]) == len(lines)


def test_bytes_that_are_no_text_are_read_as_far_as_they_go(empty: Desk) -> None:
    done = empty("subject", "--bureau", "yuhua", "--json", stdin=b"\xef\xbb\xbf2020+\xff\xfe+x\n")
    assert (done.code, len(done.json_lines)) == (0, 1)
    assert done.json_lines[0]["raw"].startswith("2020")


def test_a_registered_sender_settles_what_the_subject_leaves_open(empty: Desk) -> None:
    asked = ("subject", "--bureau", "yuhua", "--json")
    stdin = "走访慰问活动信息\n".encode()
    [alone] = empty(*asked, stdin=stdin).json_lines
    [known] = empty(*asked, "--sender", "Zuojiatang@yuhua.test", stdin=stdin).json_lines
    [stranger] = empty(*asked, "--sender", "x@elsewhere.test", stdin=stdin).json_lines
    assert (alone["grade"], known["grade"], stranger["grade"]) == ("unclear", "tolerant", "unclear")
    assert (known["unit"], alone["unit"]) == ("zuojiatang", None)


def test_people_read_the_grade_and_what_was_understood(empty: Desk) -> None:
    stdin = "2020年度+左家塘街道退役军人服务站+走访慰问\n[x]\n".encode()
    done = empty("subject", "--bureau", "yuhua", stdin=stdin)
    first, second = done.out.splitlines()
    assert "第 2 行不合规范" in done.err
    assert "年度+单位+关键词" in done.err
    assert first.split("←")[0].split() == ["规范", "2020", "左家塘街道退役军人服务站", "走访慰问"]
    assert second.split()[0] == "不能确定"
    assert second.endswith("← [x]")


def test_a_sender_that_is_not_registered_is_told_and_settles_nothing(empty: Desk) -> None:
    stdin = "2020年度+左家塘街道退役军人服务站+走访慰问\n".encode()
    done = empty("subject", "--bureau", "yuhua", "--sender", "x@elsewhere.test", stdin=stdin)
    assert (done.code, done.err) == (0, "x@elsewhere.test 没有在名册里登记，只按主题判断。\n")
    known = empty("subject", "--bureau", "yuhua", "--sender", "zuojiatang@yuhua.test", stdin=stdin)
    assert known.err == ""
