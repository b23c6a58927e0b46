"""Chinese: numbers, days, amounts and the words around a promise, in simplified characters after normalising."""
