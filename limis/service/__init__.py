"""What every server needs: allowed folders, guarded doors, uploads read in a process of their own, conversations."""
