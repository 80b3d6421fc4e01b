"""What was typed into a form."""

from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

SECRET = frozenset({"csrf", "password", "again", "now"})  # never carried along, never shown again
UNSENT = "unsent_file"  # the name of a file that was picked: the file itself goes over no login
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
    """The fields of the request's form; of a file only its name, as the field `UNSENT`."""
    told = (await form_of(request)).multi_items()
    lost = [(UNSENT, value.filename) for _, value in told if isinstance(value, UploadFile) and value.filename]
    return Fields(pairs=(*((key, value) for key, value in told if isinstance(value, str)), *lost))
