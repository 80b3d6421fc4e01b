"""Every command with its room and what it does; a room is opened only when one of its commands is asked for."""

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer

from pipeline.cli.counting_texts import phrase
from pipeline.cli.entering_texts import phrase as enter_phrase
from pipeline.cli.helping import Command, Group
from pipeline.cli.keeping_texts import phrase as keep_phrase
from pipeline.cli.period_texts import phrase as period_phrase
from pipeline.cli.putting_texts import phrase as put_phrase
from pipeline.cli.roster_texts import phrase as roster_phrase
from pipeline.cli.sealing_texts import phrase as seal_phrase
from pipeline.cli.texts import say
from pipeline.cli.user_texts import phrase as user_phrase


@dataclass(frozen=True)
class Entry:
    """Where a command is, and what it does in a line."""

    room: str  # the module of this folder that adds it
    help: str


COMMANDS = {  # in the order of the help
    "poll": Entry("polling", say("poll_help")),
    "check": Entry("intake", say("check_help")),
    "ingest": Entry("intake", say("ingest_help")),
    "subject": Entry("subject", say("subject_help")),
    "show": Entry("looking", say("show_help")),
    "list": Entry("looking", say("list_help")),
    "decide": Entry("decisions", say("decide_help")),
    "sign": Entry("signing", say("sign_help")),
    "approve": Entry("signing", say("approve_help")),
    "release-piece": Entry("signing", say("publish_help")),
    "form": Entry("putting", put_phrase("form_help")),
    "correct": Entry("putting", put_phrase("correct_help")),
    "repeat": Entry("putting", put_phrase("repeat_help")),
    "join": Entry("putting", put_phrase("join_help")),
    "split": Entry("dividing", put_phrase("split_help")),
    "unseal": Entry("sealing", seal_phrase("unseal_help")),
    "reprocess": Entry("decisions", say("reprocess_help")),
    "register": Entry("register", phrase("register_help")),
    "describe": Entry("register", phrase("describe_help")),
    "import": Entry("imports", phrase("import_help")),
    "facts": Entry("facts", phrase("facts_help")),
    "settle": Entry("facts", phrase("settle_help")),
    "adjust": Entry("adjust", phrase("adjust_help")),
    "call": Entry("entering", enter_phrase("call_help")),
    "answer-call": Entry("entering", enter_phrase("answer_help")),
    "name": Entry("entering", enter_phrase("name_help")),
    "figure": Entry("entering", enter_phrase("figure_help")),
    "standings": Entry("standing", period_phrase("standings_help")),
    "explain": Entry("standing", period_phrase("explain_help")),
    "report": Entry("closing", period_phrase("report_help")),
    "close-month": Entry("closing", period_phrase("close_help")),
    "rescore": Entry("closing", period_phrase("rescore_help")),
    "score": Entry("score", say("score_help")),
    "run": Entry("tending", say("run_help")),
    "backup": Entry("keeping", keep_phrase("backup_help")),
    "restore": Entry("keeping", keep_phrase("restore_help")),
    "rebuild": Entry("rebuilding", keep_phrase("rebuild_help")),
    "doctor": Entry("tending", say("doctor_help")),
    "config": Entry("tending", say("config_help")),
    "seal-key": Entry("sealing", seal_phrase("seal_key_help")),
    "user": Entry("user", user_phrase("user_help")),
    "roster": Entry("roster", roster_phrase("roster_help")),
    "demo": Entry("demo", say("demo_help")),
}


class Rooms(MutableMapping[str, Any]):
    """The commands by name, each made when it is first asked for."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """The command of that name."""
        if name not in self._made:
            self._made[name] = _opened(name, COMMANDS[name])
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        """Another command in the place of one."""
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        """Forget a command."""
        del self._made[name]

    def __contains__(self, name: object) -> bool:
        """Whether there is such a command; none is made for that."""
        return name in COMMANDS

    def __iter__(self) -> Iterator[str]:
        """Their names, in the order of the help."""
        return iter(COMMANDS)

    def __len__(self) -> int:
        """How many there are."""
        return len(COMMANDS)


class Program(Group):
    """All commands of `baosong`; its help opens no room."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = Rooms()

    def summaries(self) -> list[tuple[str, str]]:
        """Each command with what it does."""
        return [(name, entry.help) for name, entry in COMMANDS.items()]


def _opened(name: str, entry: Entry) -> Any:
    """The command as its room made it."""
    desk = typer.Typer(cls=Group)
    import_module(f"pipeline.cli.{entry.room}").add_to(desk)
    for registered in desk.registered_commands:
        registered.cls = Command
    command: Any = typer.main.get_group(desk).commands[name]
    command.help = entry.help
    return command
