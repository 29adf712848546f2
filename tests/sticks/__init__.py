"""Files on sticks: their form, byte for byte, and what happens to them on real folders."""
