"""The registry: names, origins, licences and hashes of models, and how they are opened."""
