"""The caseload: the facts of all patients in one store of the clinic's own, and who of them needs attention first.

Nothing is counted here: each figure comes from `adherence()`, `trends()` and `safety_events()`. What is kept beside the facts
can be thrown away.
"""
