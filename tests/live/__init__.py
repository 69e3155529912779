"""The real clients against a server of our own, compared with what the client registry says of them."""
