"""What happened: the closed union of facts, how they are written down, and the history that is recounted from them."""
