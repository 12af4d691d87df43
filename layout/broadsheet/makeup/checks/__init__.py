"""What nobody should have to look for: lost copy, missing glyphs, unseen characters, cost."""
