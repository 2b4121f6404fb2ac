"""Text: where a TOML key or value stands, problems drawn and narrated, control characters made harmless, errors."""
