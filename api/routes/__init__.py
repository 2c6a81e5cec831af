"""One file a group of routes: each translates a request into a question and its answer into JSON."""
