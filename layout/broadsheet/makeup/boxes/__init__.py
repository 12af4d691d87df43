"""Boxes that hold no story: masthead, advertisements, index, weather, codes, small items."""
