"""What the therapist assigned: the model, the devices, the regions, and reading a file into them."""
