"""A floss band: wound tightly around a limb, moved in, and taken off. Stopping the clock does not take it off."""

from selfcare.routine.devices import Device

DEVICE = Device(
    name="floss band",
    names=("voodoo band", "compression band", "flossing band"),
    doses=frozenset({"move", "hold"}),
    fields=frozenset({"stretch"}),
    load="stays on",
    session_ceiling_s=480,
    ceiling_source="Cheatham & Baker 2024 (opinion, second-hand): the whole treatment takes up to 8 min; no consensus exists",
    fetch="your floss band",
    verb="move in the band",
    hint="Cold, white, blue or numb fingers or toes: take the band off at once.",
    come_off="Take the band off.",
)
