"""What is asked today, what is held back, at which dose, and why: decided from routine, history and the hour."""
