"""A percussion massager (massage gun). Its speed is said as the patient can set it."""

from selfcare.routine.devices import Device

DEVICE = Device(
    name="percussion massager",
    names=("massage gun", "percussion gun", "massager", "percussion"),
    doses=frozenset({"move", "roll", "hold"}),
    fields=frozenset({"head", "speed"}),
    load="hand",
    session_ceiling_s=300,
    ceiling_source="Isaji (scoping review): 5 min is the typical trial dose; about 10 min came before a case of harm (Chen 2021)",
    fetch="your percussion massager, charged",
    verb="keep moving",
    hint="Keep it moving and off the bone. Let it rest on the muscle; do not push.",
    come_off="Take the massager away and switch it off. Take your time.",
)
