"""Forms with files: for routes that try something, and for those that take a list in."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from pipeline.console.people.rights import Right
from pipeline.console.web.fields import Fields, fields_of, form_of
from pipeline.console.web.visit import Guest, Needs, Visit, guest, must_fit

_LONGEST = 200  # characters of a file's name


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that was picked."""

    field: str
    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Handed:
    """Someone who sends a form with files."""

    visit: Visit
    fields: Fields
    files: tuple[Upload, ...]

    def file(self, field: str) -> Upload | None:
        """The file of that field, None where none was picked."""
        return next((file for file in self.files if file.field == field), None)


@dataclass(frozen=True)
class HandsIn:
    """As `Changes`, for a form with files."""

    right: Right

    async def __call__(self, request: Request, bureau: str, guest: Annotated[Guest, Depends(guest)]) -> Handed:
        """The visit with its form.

        Raises:
            NotThere, NotAllowed: as `Needs`.
            StaleForm: the form was made for another login.
        """
        visit = Needs(self.right)(request, bureau, guest)
        form = await form_of(request)
        fields = Fields(pairs=tuple((key, value) for key, value in form.multi_items() if isinstance(value, str)))
        must_fit(request, await fields_of(request))
        picked = [(key, value) for key, value in form.multi_items() if isinstance(value, UploadFile) and value.filename]
        files = [Upload(field=key, name=_name(one.filename), content=await one.read()) for key, one in picked]
        return Handed(visit=visit, fields=fields, files=tuple(files))


def _name(told: str | None) -> str:
    """The file's own name, without the folders that some browsers send along."""
    return (told or "").replace("\\", "/").rpartition("/")[2][:_LONGEST]
