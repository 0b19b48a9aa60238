"""The page on which protocols are made and changed."""
