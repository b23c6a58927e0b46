"""Writing down what a person says otherwise, what income a customer named, and marks for legal action."""
