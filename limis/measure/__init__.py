"""What can be measured of a mask: size, diameters, intensities, whether it is cut off, and which side it is on."""
