"""One reader per kind of field: it says what an answer comes to, or nothing where the words hold nothing for it."""
