"""The command line: one file per command. Commands load what is heavy only when they run."""
