"""What commands share: options, and checks before anything is computed."""
