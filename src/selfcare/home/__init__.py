"""The computer it lives on: paths, settings, the clock, the environment; `system` holds where systems differ."""
