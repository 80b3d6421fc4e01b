"""The command line: each command reads its input, calls one step and shows the result."""
