"""Gateways: who takes messages over and carries them on. The default only writes them to a folder."""
