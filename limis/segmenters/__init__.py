"""BBox2Mask engines: prompts to masks."""
