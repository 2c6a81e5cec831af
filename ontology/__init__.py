"""The words, codes and types that every room shares; imports nothing of ours."""
