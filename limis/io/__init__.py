"""Files in and out: one module per format, a loader that asks each in turn, writers that never leave half a file."""
