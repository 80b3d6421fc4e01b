"""settled.yaml: wordings and links that the office settled once, with who, when and why."""

from dataclasses import replace
from pathlib import Path

from pipeline.score.outlet_links import Address, address_of, find_links, is_shared, link_table
from pipeline.score.outlet_names import name_key
from pipeline.score.outlet_register import Register, Settled
from pipeline.settings.errors import Complaints
from pipeline.settings.tomlfile import Table
from pipeline.settings.yamlfile import read_yaml

SETTLED_FILE = "settled.yaml"


def settled_address(text: str) -> Address | None:
    """The address when a settled text is a link and nothing else."""
    bare, links = find_links(text)
    return address_of(links[0]) if len(links) == 1 and not name_key(bare) else None


def read_settled(file: Path, register: Register, complaints: Complaints) -> Register:
    """The register with the decisions of a file, which need not be there; every mistake noted."""
    if not file.exists():
        return register
    table = read_yaml(file, complaints)
    if table is None:
        return register
    rows = table.tables("settled") if table.data.get("settled") is not None else []
    table.asked.add("settled")
    table.finish()
    return with_settled(register, [_read_row(row, register) for row in rows], rows)


def with_settled(register: Register, found: list[Settled], rows: list[Table]) -> Register:
    """The register with decisions added; what contradicts it or an earlier one is noted at its row and left out."""
    names: dict[str, Settled] = {}
    links: dict[Address, Settled] = {}
    lines: dict[str, int] = {}
    for one, row in zip(found, rows, strict=True):
        if one.outlet not in register.outlets:
            continue
        address = settled_address(one.text)
        key = name_key(one.text)
        if not key or (address and is_shared(address)):
            row.complain("text", "outlet_domain_wide" if key else "outlet_alias", value=one.text)
            continue
        earlier = links.setdefault(address, one) if address else names.setdefault(key, one)
        line = lines.setdefault(str(address or key), row.place("text").line)
        if earlier.outlet != one.outlet:
            other = register.outlets[earlier.outlet].name
            row.complain("text", "settled_twice", value=one.text, line=line, other=other)
        holder = holder_of(register, one.text)
        if holder and holder != one.outlet:
            row.complain("text", "settled_name", value=one.text, other=register.outlets[holder].name)
    return add_settled(register, names, links)


def add_settled(register: Register, names: dict[str, Settled], links: dict[Address, Settled]) -> Register:
    """The register with decisions on names and on links."""
    rules = [
        *((Address(host, path), ids) for host, paths in register.links.rules.items() for path, ids in paths.items()),
        *((address, (one.outlet,)) for address, one in links.items()),
    ]
    return replace(register, settled=names, links=link_table(rules, register.links.elsewhere))


def holder_of(register: Register, text: str) -> str | None:
    """The id of the one outlet that the register itself takes a text for, whole; None for none or several."""
    address = settled_address(text)
    if address is None:
        ids = register.names.get(name_key(text), ())
    else:
        ids = register.links.rules.get(address.host, {}).get(address.path, ())
    return ids[0] if len(ids) == 1 else None


def _read_row(row: Table, register: Register) -> Settled:
    outlet = row.text("outlet")
    if outlet and outlet not in register.outlets:
        row.complain("outlet", "outlet_unknown", value=outlet)
    settled = Settled(
        text=row.text("text"), outlet=outlet, by=row.text("by"), at=row.day("at"), reason=row.text("reason")
    )
    row.finish()
    return settled
