"""Paper: PDF files from a template and plain data, set by Typst with the Chinese fonts of the machine."""
