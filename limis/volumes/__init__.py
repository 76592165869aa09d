"""Slices linked into volumes: one implementation for every engine. A picture is a volume of one slice."""
