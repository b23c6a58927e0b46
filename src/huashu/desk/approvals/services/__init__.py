"""Writes of the approvals app, one module per actor: who asks, who decides, who sets the limits."""
