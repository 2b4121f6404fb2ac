import sys
import pytest
from hypothesis import given, settings, Phase
import worlds
from session.laws import LAWS
from worlds import DEVICES
@settings(max_examples=2000, database=None)
@given(plan=worlds.plans(), moves=worlds.wishes)
def test_w(plan, moves):
    t=worlds.play(plan, moves)
    for law in LAWS: law(t)
@settings(max_examples=2000, database=None)
@given(plan=worlds.plans(devices=[d for d in DEVICES if d.load != "hand"]), moves=worlds.wishes)
def test_band(plan, moves):
    t=worlds.play(plan, moves)
    for law in LAWS: law(t)
@settings(max_examples=1000, database=None)
@given(plan=worlds.plans(), moves=worlds.keys)
def test_keys(plan, moves):
    t=worlds.play(plan, moves)
    for law in LAWS: law(t)
