"""What is written about conduct, one module per noun; import the module that you need."""
