"""What the library and the model hold: listed, shown, cited."""
