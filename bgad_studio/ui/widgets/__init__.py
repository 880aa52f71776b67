"""Small widgets several places of the window share; none of them knows a service or a store."""
