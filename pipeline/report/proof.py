"""Proof-reading of config/letters and config/forms: what `baosong config check` says before a mail is written."""

from pipeline.report.proof_forms import prove_forms
from pipeline.report.proof_papers import prove_papers
from pipeline.report.proof_templates import prove_templates
from pipeline.report.proof_words import prove_folder, prove_words, words_faults
from pipeline.report.stationery import stationery
from pipeline.settings import ConfigError, Settings
from pipeline.settings.errors import Complaints


def proof_read(settings: Settings) -> tuple[ConfigError, ...]:
    """Every mistake in the wording of every bureau's mails and in the forms, each once."""
    if wrong := words_faults(settings):  # no mail can be tried without its words
        return wrong
    notes = Complaints()
    for bureau_id in settings.bureaus:
        desk = stationery(settings, bureau_id)
        prove_words(desk, notes)
        prove_folder(desk, notes)
        prove_templates(desk, notes)
    prove_forms(settings.forms, notes)
    prove_papers(settings.forms, notes)
    return tuple(notes.errors)
