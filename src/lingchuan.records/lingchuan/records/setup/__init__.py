"""Setting the add-on up: profiles, instance, first site."""
