"""What `baosong doctor` says in each kind of trouble at 163.com, tried on servers of our own that behave like it.

make doctor-trial
"""

import os
import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME / "tests"))

from servers.at_163 import untrusted  # noqa: E402 - the tests' servers
from wild.doctor_scene import Scene, seen_in  # noqa: E402
from wild.doctor_scenes import SCENES  # noqa: E402

from pipeline.cli.context import set_up_log  # noqa: E402
from pipeline.cli.tables import print_line  # noqa: E402
from pipeline.cli.tending import print_signs  # noqa: E402
from pipeline.settings import load  # noqa: E402


def main() -> int:
    """Play every scene, print what doctor says, and count those in which it says too little."""
    set_up_log()
    os.environ |= {f"BAOSONG_{side}_{key}": value for side in ("IMAP", "SMTP") for key, value in _NOWHERE}
    settings = load(HOME / "tests" / "acceptance" / "config")
    silent = 0
    with tempfile.TemporaryDirectory() as folder:
        certificate = untrusted(Path(folder))
        for number, scene in enumerate(SCENES, 1):
            signs = seen_in(scene, settings, Path(folder) / f"data{number}", certificate)
            print_line(f"── {number}. {scene.name} ──")
            print_signs(signs)
            print_line("")
            silent += not _told(scene, "".join(sign.advice for sign in signs))
    print_line(f"共 {len(SCENES)} 种情形，{len(SCENES) - silent} 种说清了怎么办。")
    return 1 if silent else 0


_NOWHERE = (("HOST", "127.0.0.1"), ("PORT", "1"))  # every scene names servers of its own


def _told(scene: Scene, advice: str) -> bool:
    """Whether every sentence that the scene calls for was said."""
    wanted = [*scene.minds, *(sentence for sentences in scene.says.values() for sentence in sentences)]
    return all(sentence in advice for sentence in wanted)


if __name__ == "__main__":
    sys.exit(main())
