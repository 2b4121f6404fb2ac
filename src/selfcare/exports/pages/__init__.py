"""The report as a page: its parts and what stands in them, whichever format writes them down."""
