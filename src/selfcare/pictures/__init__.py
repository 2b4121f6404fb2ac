"""Shapes and cells: the body, its places, devices, big digits, pacers. Faces give each role a style; exports write SVG."""
