"""Lang2BBox engines: words to boxes."""
