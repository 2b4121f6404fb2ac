"""One module a command, each with a function `command`. Only the one that was asked for is imported."""
