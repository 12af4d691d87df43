"""What the pictures of the example edition are drawn with."""
