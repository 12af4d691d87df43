"""What every box is set with: the page in work, the galley, and the marks around copy."""
