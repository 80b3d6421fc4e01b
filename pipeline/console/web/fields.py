"""What was typed into a form."""

from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData

SECRET = frozenset({"csrf", "password", "again", "now"})  # never carried along, never shown again
LARGEST = 2_000_000  # bytes of a form
_MOST_FIELDS = 2000
_MOST_FILES = 8


@dataclass(frozen=True, kw_only=True)
class Fields:
    """The fields of a form in their order; a name may come several times."""

    pairs: tuple[tuple[str, str], ...] = ()

    def one(self, name: str) -> str:
        """The first value of that name, without blanks at its ends; "" where there is none."""
        return next((value.strip() for key, value in self.pairs if key == name), "")

    def raw(self, name: str) -> str:
        """The first value of that name as it was typed: for passwords."""
        return next((value for key, value in self.pairs if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of that name."""
        return tuple(value.strip() for key, value in self.pairs if key == name)

    @property
    def carried(self) -> tuple[tuple[str, str], ...]:
        """What may be carried over a login."""
        return tuple((key, value) for key, value in self.pairs if key not in SECRET)


async def form_of(request: Request) -> FormData:
    """The request's form, read once."""
    return await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=LARGEST)


async def fields_of(request: Request) -> Fields:
    """The fields of the request's form; files are left out."""
    form = await form_of(request)
    return Fields(pairs=tuple((key, value) for key, value in form.multi_items() if isinstance(value, str)))
