"""A long elastic band or strap, to stretch with or to draw a joint."""

from selfcare.routine.devices import Device

DEVICE = Device(
    name="stretch band",
    names=("resistance band", "elastic band", "theraband", "strap", "stretching strap"),
    doses=frozenset({"hold", "reps", "move", "until_faded"}),
    fields=frozenset({"stretch"}),
    load="hand",
    session_ceiling_s=240,
    ceiling_source="A meta-analysis, second-hand (healthinfobl.com): gains level off at about 4 min in a session",
    fetch="your stretch band",
    verb="stretch",
    hint="See that what holds it cannot slip or give way. Draw until it is tight, not until it is sharp.",
    come_off="Let the band go slack. Take your time.",
)
