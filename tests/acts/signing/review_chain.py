"""A piece on its way through the review chain: who signs and approves, and what stands on the forms."""

import io
from typing import Any

import pytest
from acts.office import Office
from docx import Document

from pipeline.steps.approving import ApproveOrder, approve
from pipeline.steps.review import Refusal
from pipeline.steps.show import show
from pipeline.steps.signing import Signed, SignOrder, sign

FIRST = "YH-2020-00001"


def shown(office: Office, number: str = FIRST) -> Any:
    found = show(office.house, number)
    assert found is not None
    return found


def state_of(office: Office, number: str = FIRST) -> str:
    return str(shown(office, number).piece["state"])


def signs(office: Office, by: str = "王主任", opinion: str = "同意", **more: Any) -> Signed:
    return sign(office.house, SignOrder(name=FIRST, opinion=opinion, by=by, **more))


def why_not(office: Office, **more: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        sign(office.house, SignOrder(**{"name": FIRST, "opinion": "同意", "by": "王主任"} | more))
    return refusal.value.cause


def approves(office: Office, role: str = "director", to: tuple[str, ...] = ("市局微信公众号",), **more: Any) -> Signed:
    told = {"opinion": "同意发布", "by": "李主任"} | more
    return approve(office.house, ApproveOrder(name=FIRST, role=role, channels=to, **told))


def text_in(content: bytes) -> str:
    return "\n".join(cell.text for row in Document(io.BytesIO(content)).tables[0].rows for cell in row.cells)
