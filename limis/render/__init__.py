"""Pictures for people: a result drawn over the image it belongs to, with a legend."""
