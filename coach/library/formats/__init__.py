"""Sessions as documents that travel from one library to another."""
