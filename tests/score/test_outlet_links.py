"""Links: plain ones are read by a short way, and it says what the long way says."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.score.outlet_links import address_of

hosts = st.lists(st.text("abc019-", max_size=4), min_size=1, max_size=4).map(".".join)
paths = st.lists(st.text("abZ0.%-_~", max_size=4), max_size=4).map("/".join)
ends = st.sampled_from(["", "?a=1", "#top", "?a=b/c#d", "?"])


@given(hosts, st.sampled_from(["", "/"]), paths, ends)
def test_the_short_way_of_reading_a_link_says_what_the_long_way_says(
    host: str, slash: str, path: str, end: str
) -> None:
    rest = f"{host}{slash}{path if slash else ''}{end}"
    assert address_of(f"https://{rest}") == address_of(f"HTTPS://{rest}")


def test_a_port_or_a_name_before_the_host_takes_the_long_way() -> None:
    assert str(address_of("http://fj.xinhuanet.com:8080/a.htm")) == "fj.xinhuanet.com/a.htm"
    assert str(address_of("http://reader@fj.xinhuanet.com/A.htm")) == "fj.xinhuanet.com/a.htm"
