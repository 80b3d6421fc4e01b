"""How far a piece has come in its review chain 审核流程 (rules.md S5)."""

from collections.abc import Sequence

from pipeline.domain.bureau import ReviewStep
from pipeline.domain.document import ReviewForm
from pipeline.domain.words import State


def signed_on_arrival(chain: Sequence[ReviewStep], form: ReviewForm | None) -> tuple[ReviewStep, ...]:
    """The steps whose opinions came with the letter: from the first on, up to one that is still open."""
    signed: list[ReviewStep] = []
    for step in chain:
        opinion = getattr(form, step.form_field) if form is not None else None
        if not (step.with_letter and opinion):
            break
        signed.append(step)
    return tuple(signed)


def state_after(signed: Sequence[ReviewStep]) -> State:
    """Where a piece stands once it is accepted and these steps are signed."""
    return signed[-1].state if signed else State.RECEIVED


def next_step(chain: Sequence[ReviewStep], state: State) -> ReviewStep | None:
    """The step that is to be signed next; None when the chain is done or does not apply."""
    if state is State.RECEIVED:
        return chain[0] if chain else None
    states = [step.state for step in chain]
    if state not in states:
        return None
    after = states.index(state) + 1
    return chain[after] if after < len(chain) else None
