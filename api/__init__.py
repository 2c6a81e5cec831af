"""HTTP and command line: translate requests into questions and answers into representations; no logic of its own."""
