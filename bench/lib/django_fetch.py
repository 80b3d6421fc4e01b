"""django-mailbox takes in a mailbox as its documentation shows: run by the Python of its own environment.

    python django_fetch.py FOLDER URI

Messages and attachments go into FOLDER. Prints a JSON object; it deletes what it took from the mailbox.
"""

import json
import sys
import time
from pathlib import Path


def main(folder: Path, uri: str) -> None:
    """Make its tables, take everything in, tell what it took."""
    import django
    from django.conf import settings

    settings.configure(
        INSTALLED_APPS=["django_mailbox"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "django.db")}},
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        MEDIA_ROOT=str(folder / "media"),
        USE_TZ=True,
    )
    django.setup()
    from django.core.management import call_command
    from django_mailbox.models import Mailbox

    call_command("migrate", verbosity=0)
    mailbox = Mailbox.objects.create(name="bureau", uri=uri)
    began = time.monotonic()
    letters = sum(1 for _ in mailbox.get_new_mail())
    seconds = time.monotonic() - began
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:"))
    sys.stdout.write(json.dumps({"letters": letters, "seconds": seconds, "peak": peak}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
