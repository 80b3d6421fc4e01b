"""The nouns of the intake desk: frozen, typed values without I/O.

Nothing here imports another package of ours; every other room speaks in these words.
"""
