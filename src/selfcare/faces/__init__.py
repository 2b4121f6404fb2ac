"""What a person sees: plain lines, the countdown on a terminal, reader mode. Faces draw; they hold no rule."""
