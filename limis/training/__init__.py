"""Training the embedded models."""
