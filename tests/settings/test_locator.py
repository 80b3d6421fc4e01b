"""Lines of keys in a TOML text."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from pipeline.settings.locator import KeyPath, key_lines, line_of


def test_headers_keys_and_arrays_of_tables_are_found() -> None:
    text = '# a = 1\na = 1\n[b]\n"c d" = 2 # x = 1\ne.f = 3\n[[b.g]]\nh = 1\n[[b.g]]\nh = 2\n[b.g.i]\nj = 1\n'
    assert key_lines(text) == {
        ("a",): 2,
        ("b",): 3,
        ("b", "c d"): 4,
        ("b", "e", "f"): 5,
        ("b", "g", 0): 6,
        ("b", "g", 0, "h"): 7,
        ("b", "g", 1): 8,
        ("b", "g", 1, "h"): 9,
        ("b", "g", 1, "i"): 10,
        ("b", "g", 1, "i", "j"): 11,
    }


def test_what_stands_inside_a_value_is_no_key() -> None:
    text = 'a = """\n[b]\nc = 1\n"""\nd = [\n  "e = 1", # [\n  "]",\n]\nf = { g = 1 }\nh = \'[\'\ni = 1\n'
    assert key_lines(text) == {("a",): 1, ("d",): 5, ("f",): 9, ("h",): 10, ("i",): 11}


def test_windows_line_ends_count_as_one_line() -> None:
    assert key_lines("a = 1\r\n[b]\r\nc = 2\r\n") == {("a",): 1, ("b",): 2, ("b", "c"): 3}


def test_the_nearest_known_path_gives_the_line() -> None:
    lines: dict[KeyPath, int] = {("a",): 3, ("a", "b"): 5}
    assert line_of(lines, ("a", "b", 0, "c")) == 5
    assert line_of(lines, ("a", "x")) == 3
    assert line_of(lines, ("y",)) == 1


_names = st.text("abcdefgh", min_size=1, max_size=3)
_values = st.one_of(
    st.integers(0, 9).map(str),
    st.sampled_from(
        ['"["', '"a = 1"', "'#'", '[\n  "[", # ]\n  "x"\n]', '"""\n[t]\nk = 1\n"""', "{ k = 1 }", '"\\"]"']
    ),
)


@given(st.dictionaries(_names, st.dictionaries(_names, _values, max_size=4), max_size=4))
def test_every_key_is_found_where_it_was_written(tables: dict[str, dict[str, str]]) -> None:
    written: dict[KeyPath, int] = {}
    text = ""
    for table, keys in tables.items():
        written[(table,)] = text.count("\n") + 1
        text += f"[{table}]  # x\n"
        for key, value in keys.items():
            written[(table, key)] = text.count("\n") + 1
            text += f"{key} = {value}\n"
    tomllib.loads(text)
    assert key_lines(text) == written
