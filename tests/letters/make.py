"""Write the golden letters, try them, and keep their answers where they are what was declared by hand.

`python tests/letters/make.py` tells where the desk's answers differ from the declarations in making/;
with `--write` it writes the letters and their answers, and refuses while any answer differs.
"""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from letters.making.collection import LETTERS  # noqa: E402
from letters.making.golden import Golden, differences  # noqa: E402

from pipeline.ingest.readers import Readers  # noqa: E402
from pipeline.settings import load  # noqa: E402
from pipeline.steps.dry_run import DryRun, tried_json  # noqa: E402
from pipeline.steps.files import letters_in  # noqa: E402

CONFIG = HERE.parent / "acceptance" / "config"
NOW = datetime(2030, 1, 1, tzinfo=UTC)  # every letter says in its Received when it came


def answers(letters: Iterable[Golden]) -> dict[str, dict[str, Any]]:
    """What the desk makes of the letters in one run, without the file's name."""
    with TemporaryDirectory(prefix="baosong-letters-") as folder:
        for each in letters:
            put(Path(folder), each)
        return answers_of(Path(folder))


def answers_of(folder: Path) -> dict[str, dict[str, Any]]:
    """What the desk makes of the letters in a folder in one run, by their names, without the file's."""
    settings = load(CONFIG)
    with Readers(settings.limits, 1) as readers:
        told = [tried_json(tried) for tried in DryRun(settings, readers, NOW).run(letters_in([folder]))]
    names = (Path(str(line.pop("file"))).relative_to(folder).with_suffix("").as_posix() for line in told)
    return dict(zip(names, told, strict=True))


def put(folder: Path, letter: Golden) -> Path:
    """Write a letter where it belongs."""
    path = folder / f"{letter.name}.eml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(letter.raw)
    return path


def main() -> int:
    """0 when every answer is the declared one."""
    told = answers(LETTERS)
    wrong = {each.name: found for each in LETTERS if (found := differences(each, told[each.name]))}
    for name, lines in wrong.items():
        print(name, *lines, sep="\n    ")
    print(f"{len(LETTERS)} letters, {len(wrong)} not as declared")
    if "--write" in sys.argv[1:] and not wrong:
        write(LETTERS, told)
    return 1 if wrong else 0


def write(letters: Iterable[Golden], told: dict[str, dict[str, Any]]) -> None:
    """The letters and their answers, side by side; what is no longer declared goes."""
    for old in [*HERE.rglob("*.eml"), *HERE.rglob("*.json")]:
        old.unlink()
    for each in letters:
        answer = json.dumps(told[each.name], ensure_ascii=False, indent=2) + "\n"
        put(HERE, each).with_suffix(".json").write_text(answer, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
