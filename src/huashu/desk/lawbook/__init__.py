"""The lawbook in the desk: rules to read, contacts to try, and the lender's own rules to change."""
