"""Acts of the desk: each carried out by one step, and noted with before and after."""
