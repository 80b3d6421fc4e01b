"""Parts named from a forwarded letter are told from the letter's own by their path."""

from builders.letters import attachment

from pipeline.domain.parts import not_forwarded


def test_only_what_lies_inside_a_forwarded_letter_is_forwarded() -> None:
    eml, twin = attachment("转发", "eml", path="转发"), attachment("转发", "eml", path="转发#2")
    inner, twins = attachment("a", "docx", path="转发!/a"), attachment("b", "docx", path="转发#2!/包.zip!/b")
    zipped, named = attachment("c", "docx", path="包.zip!/c"), attachment("转发!", "docx", path="转发!")
    assert not_forwarded((inner, twins, zipped, named), (eml, inner, twin, twins, zipped, named)) == (zipped, named)
