"""config/ read strictly into frozen values."""

from pipeline.settings.errors import ConfigError, ConfigErrors
from pipeline.settings.loader import load
from pipeline.settings.values import BureauSettings, Settings

__all__ = ["BureauSettings", "ConfigError", "ConfigErrors", "Settings", "load"]
