"""Talks to a limis server as if the conversation were here: no models, no torch."""
