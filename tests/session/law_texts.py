"""The texts that are loaded and played in the lives of the law: every device, and what a therapist flags or clears."""

from __future__ import annotations

from selfcare.routine.building import fingerprint, parse_checked

HEAD = """
format = 1
id = "law"
title = "Law"
patient = "P014"
by = "Anna Berg, physiotherapist"
start = 2026-11-01
contact = { phone = "555 0134", emergency = "112" }
schedule = [{ per_day = 2 }]
[defaults]
discomfort = { aim = 3, max = 5 }
get_ready = 0
change_side = 0
change_place = 0
rest = 1
[stop]
worse_next_morning = { by = 2, then = "gentler" }
"""
EXERCISES = """
[[exercise]]
id = "roll"
device = "foam roller"
region = "calf"
side = "each"
roll = { time = 8 }
[[exercise]]
id = "ball"
device = "massage ball"
region = "buttock"
side = "left"
hold = { time = 5 }
gentler = { time = 3 }
[[exercise]]
id = "gun"
device = "percussion massager"
region = "front of the thigh"
side = "right"
move = { time = 5 }
[[exercise]]
id = "floss"
device = "floss band"
region = "ankle"
side = "left"
move = { time = 5 }
[[exercise]]
id = "stretch"
device = "stretch band"
region = "forearm"
side = "each"
hold = { time = 5, times = 2 }
"""
HARD = EXERCISES.replace("hold = { time = 5 }", "hold = { time = 5 }\ndiscomfort = { aim = 4, max = 9 }")
"""An error of the text itself (PR04): nothing of it is played."""


def written(screened: str = "", needling: str = 'keep_off = "24h"', exercises: str = EXERCISES) -> str:
    """A routine, with what stands in [screened] and [needling]."""
    asked = f"[screened]\non = 2026-11-01\n{screened}\n" if screened else ""
    return f"{HEAD}[needling]\n{needling}\n{asked}{exercises}"


def clearing(*names: str) -> str:
    """The line that clears these."""
    return "cleared = [" + ", ".join(f'{{ flag = "{name}", why = "judged" }}' for name in names) + "]"


CLEARS = written(clearing("clot", "anticoagulant", "cancer"))
TEXTS = (
    written(),
    written(needling=""),
    written("flags = []"),
    written('flags = ["dvt", { flag = "fracture", region = "calf", side = "left" }]'),
    written('flags = ["latex_allergy", { flag = "open_wound", region = "forearm", side = "both" }]'),
    CLEARS,
    written(clearing("fracture", "pacemaker", "varicose_veins", "latex_allergy")),
    written(exercises=HARD),
)
ROUTINES = tuple(map(parse_checked, TEXTS))
MARKS = tuple(fingerprint(text.encode()) for text in TEXTS)
TOO_HARD = TEXTS.index(written(exercises=HARD))
