"""One canonical layout of rule files: from text to text, every comment kept, the meaning untouched."""
