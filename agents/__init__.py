"""The dialogue: how limis talks back, plans and offers itself as tools."""
