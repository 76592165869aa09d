"""limis for assistants: a server of the Model Context Protocol. Its modules need the extra ``mcp``."""
