"""A massage ball, between the body and the floor or a wall."""

from selfcare.routine.devices import Device

DEVICE = Device(
    name="massage ball",
    names=("ball", "tennis ball", "lacrosse ball", "trigger point ball"),
    doses=frozenset({"roll", "hold", "until_faded", "move"}),
    fields=frozenset(),
    load="hand",
    session_ceiling_s=90,
    ceiling_source="Wilke 2018 (RCT): 90 s is the longest still hold with trial data found, on a roller; design for a ball",
    fetch="your massage ball",
    verb="press",
    hint="Lean in slowly. You choose how much weight goes on the ball.",
    come_off="Come off the ball. Take your time.",
)
