"""The full screen: a session that is followed from the floor, two metres away and half turned from it.

`frame` is pure: plan, playhead, view, size and look in, lines of named roles out. `face` alone knows the terminal.
"""
