"""Read and write the formats of other programs, one module for each."""
