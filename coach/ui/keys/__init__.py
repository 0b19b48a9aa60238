"""Keys and pedals: what each of them asks for."""
