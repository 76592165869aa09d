"""The workstation: what a browser and a remote Python see of limis, over HTTP."""
