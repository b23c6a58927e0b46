"""English: numbers, days, amounts and the words around a promise, in small letters after normalising."""
