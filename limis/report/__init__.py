"""What a turn leaves on disk: masks, a label map, a picture, and a report that names them all."""
