"""The question box: questions in Chinese or English over the graph's own names, read by a small grammar."""
