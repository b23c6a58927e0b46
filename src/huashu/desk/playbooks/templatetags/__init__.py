"""Template tags of the playbook pages."""
