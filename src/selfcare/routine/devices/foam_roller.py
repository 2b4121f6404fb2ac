"""A foam roller, under the body."""

from selfcare.routine.devices import Device

DEVICE = Device(
    name="foam roller",
    names=("roller", "roller stick", "massage roller"),
    doses=frozenset({"roll", "hold", "until_faded", "move"}),
    fields=frozenset(),
    load="hand",
    session_ceiling_s=300,
    ceiling_source="Nakamura 2021 (RCT): 300 s is the longest dose compared on one muscle, and gained little over 90 s",
    fetch="your foam roller",
    verb="roll",
    hint="Lower yourself slowly. Keep a hand or a foot on the floor so that you can come off.",
    come_off="Come off the roller. Take your time.",
)
