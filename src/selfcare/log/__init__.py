"""The one SQLite file: facts in, facts out, upgrades, a session's lock. SQL stands here and nowhere else."""
