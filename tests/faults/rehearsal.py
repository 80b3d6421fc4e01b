"""The stage is set once, before any fork: everything is loaded, and all waves are gone through undisturbed."""

import os
import shutil
from hashlib import sha256
from pathlib import Path

from acts.conftest import ACCEPTANCE, PASSWORDS
from faults.doors import DOORS, Tally
from faults.mixed import WAVES, sixty
from faults.orders import rehearsed
from faults.record import recorded
from faults.stage import Milestone, Stage
from faults.world import World

from pipeline.cli.context import set_up_log
from pipeline.ingest.letter import read_letter
from pipeline.settings import load
from pipeline.store.database import Database


def set_stage(folder: Path) -> Stage:
    """Make letters, settings and empty tables; then go through all waves once, undisturbed, and note how it stands."""
    for side in ("IMAP", "SMTP"):
        os.environ |= {f"BAOSONG_{side}_HOST": "127.0.0.1", f"BAOSONG_{side}_PORT": "1"}
    os.environ |= {f"BAOSONG_{name.partition('@')[0].upper()}_PASSWORD": word for name, word in PASSWORDS.items()}
    set_up_log()
    stage = Stage(folder=folder, settings=load(ACCEPTANCE))
    (folder / "wave0").mkdir()
    database = Database(f"sqlite:///{folder / 'wave0' / 'baosong.db'}")
    database.upgrade()
    database.close()
    empty = dict.fromkeys(DOORS, 0)
    stage.milestones.append(_milestone(folder / "wave0", empty, {}))
    _warm(stage)
    for number in range(WAVES):
        stage.milestones.append(_walked(stage, number))
    stage.orders.update(rehearsed(stage))
    return stage


def _warm(stage: Stage) -> None:
    """Everything that is loaded or made ready at first use, so that no fork has to do it again."""
    for one in sixty():
        read_letter(one.raw, stage.settings.limits, lambda content: sha256(content).hexdigest())
    with World(stage=stage, wave=0) as world:
        world.rehearse()


def _walked(stage: Stage, number: int) -> Milestone:
    """Through one wave undisturbed."""
    tally = Tally()
    with World(stage=stage, wave=number) as world:
        ran = world.run(tally)
        if ran.status:
            raise RuntimeError(f"the undisturbed run ended with {ran.status}:\n{world.told()}")
        data = stage.folder / f"wave{number + 1}"
        shutil.copytree(world.data, data)
        before = stage.milestones[number]
        passed = {door: before.passed[door] + calls for door, calls in tally.counts().items()}
        return _milestone(data, passed, world.arrived())


def _milestone(data: Path, passed: dict[str, int], arrived: dict[str, list[str]]) -> Milestone:
    return Milestone(
        data=data, passed=passed, arrived=arrived, record=recorded(data), unordered=recorded(data, ordered=False)
    )
