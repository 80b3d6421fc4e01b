"""What can be wrong with the database as a whole."""


class DatabaseFault(OSError):  # noqa: N818 - told to a person, like every fault of the surroundings
    """The database cannot be opened, or has stopped serving; the message is why, without any password.

    Like a full disk it is no letter's fault: what was kept stays kept, and the next round goes on.
    """
