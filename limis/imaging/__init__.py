"""How intensities are read: kinds of imaging, and windows that turn values into what an eye or an engine sees."""
