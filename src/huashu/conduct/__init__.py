"""May this contact be made, may this be said: rules of law as data, and the small engine that applies them."""
