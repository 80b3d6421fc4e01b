"""An outlet's name stays its name, however it is written; what is no name says why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from score.registers import JINJIANG, YUHUA

from pipeline.score.outlet_names import name_key
from pipeline.score.outlets import Outlet, Outlets

REGISTERS = st.sampled_from([JINJIANG, YUHUA])


def wide(text: str) -> str:
    """The same text in full-width letters and figures."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


SPELLED = [(o, n, t) for o in (JINJIANG, YUHUA) for n in o.register.outlets.values() for t in (n.name, *n.aliases)]


@given(
    st.sampled_from(SPELLED),
    st.sampled_from(["{}", "《{}》", "“{}”", " {} ", "　{}　", "【{}】", "（{}）", "\u200b{}", "{}\n"]),
    st.booleans(),
    st.booleans(),
)
def test_brackets_blanks_and_widths_keep_the_outlet(
    known: tuple[Outlets, Outlet, str], wrapping: str, full: bool, spaced: bool
) -> None:
    outlets, outlet, text = known
    plain = outlets.resolve(text, position="front" if outlet.condition == "front_page" else "home")
    text = " ".join(text) if spaced else text
    wrapped = wrapping.format(wide(text) if full else text)
    found = outlets.resolve(wrapped, position="front" if outlet.condition == "front_page" else "home")
    assert plain.outlet == found.outlet == outlet
    assert plain.recognised == found.recognised


@pytest.mark.parametrize("outlets", [JINJIANG, YUHUA], ids=["jinjiang", "yuhua"])
def test_no_two_outlets_share_a_name(outlets: Outlets) -> None:
    held: dict[str, str] = {}
    for outlet in outlets.register.outlets.values():
        for text in (outlet.name, *outlet.aliases):
            assert held.setdefault(name_key(text), outlet.id) == outlet.id


@pytest.mark.parametrize("outlets", [JINJIANG, YUHUA], ids=["jinjiang", "yuhua"])
def test_every_domain_leads_to_its_own_outlet(outlets: Outlets) -> None:
    for outlet in outlets.register.outlets.values():
        for domain in outlet.domains:
            for link in (f"http://{domain}", f"https://{domain}/a/b.html?id=1#x", f"HTTP://{domain.upper()}/"):
                found = outlets.resolve("", url=link, position="front" if outlet.condition == "front_page" else "home")
                assert found.outlet == outlet, link


PIECES = st.sampled_from(
    ["人民网", "福建", "频道", "市局", "公众号", "头版", "A1版", "学习强国", "http://", "fj.", "people.com.cn", "www.",
     "/", "[", "]", "{text}", "@", ":99999", " ", "第", "版", "省厅", "\ud800", "\x00", "《", "》", "qq.com"]
)  # fmt: skip


ANYTHING = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map("".join))


@given(REGISTERS, ANYTHING, st.none() | ANYTHING, st.none() | ANYTHING, st.none() | st.sampled_from(["item", "solo"]))
def test_resolving_never_raises_and_always_says_why(
    outlets: Outlets, text: str, url: str | None, position: str | None, mode: str | None
) -> None:
    found = outlets.resolve(text, url=url, position=position, mode=mode)
    assert found.why
    assert found.outlet is not None or not found.recognised
    assert found.outlet is None or not found.candidates


@given(REGISTERS, st.data())
def test_a_name_and_anothers_link_never_agree(outlets: Outlets, data: st.DataObject) -> None:
    linked = [o for o in outlets.register.outlets.values() if o.domains]
    one, other = data.draw(st.sampled_from(linked)), data.draw(st.sampled_from(linked))
    found = outlets.resolve(one.name, url=f"https://{other.domains[0]}/x.html", position="front")
    assert (found.outlet is None) or one == other
    if one != other:
        assert {one.name, other.name} <= set(found.candidates)
