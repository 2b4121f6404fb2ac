"""How channels sound: whose turn it is, the programs of this machine, phrases and tones as files."""
