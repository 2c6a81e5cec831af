"""What the questions of insight answer, said in a sentence with rows: one file a kind of question."""
