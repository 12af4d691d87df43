"""Stories that go on in another box, on the same page or on another."""
