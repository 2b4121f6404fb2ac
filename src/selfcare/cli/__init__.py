"""The commands: each a few lines that wire the rooms together. No rule is held here."""
