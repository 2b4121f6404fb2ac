"""A session: the day laid out in time (plan), and the pure player that walks through it."""
