"""The measurements of `make bench`: each beside its yardstick, taken in the same run on the same machine."""
