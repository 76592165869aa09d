"""Devices, locks and loaded graphs: what engines run on."""
