"""What each verb hands back: frozen, versioned records; figures, words and files read their fields."""
