"""From a listing to one dating an entry."""
