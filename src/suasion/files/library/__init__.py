"""The bundled content, and what users write in its form."""
