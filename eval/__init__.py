"""Measuring: metrics, datasets, protocols and reports."""
