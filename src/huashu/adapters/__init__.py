"""Outside things, one folder each: spreadsheets, the public loan tape, paper."""
