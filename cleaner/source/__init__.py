"""What the original, or the rest of the file, makes certain: placeholders, tags, keywords, edges."""
