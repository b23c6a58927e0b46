"""What each turn of a conversation says, turn by turn: cues with how sure it is and the words that carry them."""
