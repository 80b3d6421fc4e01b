"""One file a check; its name is its name in checks.toml."""
