"""Diagrams: answers as nodes and links with places, colours and sizes; the contract is docs/diagram.md."""
