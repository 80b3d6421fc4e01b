"""config/ read strictly into frozen values."""
