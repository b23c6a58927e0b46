"""Desk app conduct: no contact is started without a verdict; wishes and states of customers; overrides; what was found afterwards."""
