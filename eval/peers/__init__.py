"""Segmenters without weights, which anything trained has to beat: opened by name through `limis.models.registry`.

They honour `limis.protocols.Segmenter`, so every protocol that gives boxes can be put to them, and joined with a
grounder (``embedded+grabcut``) they answer sentences.
"""
