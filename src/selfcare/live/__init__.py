"""Where the player meets the clock: the only room in which a session happens in real time."""
