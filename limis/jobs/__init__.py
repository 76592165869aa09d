"""One image, one sentence, one folder; and many of these with the models loaded once."""
