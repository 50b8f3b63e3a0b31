"""Files to facts: the only room that knows git, astroid and the other readers of files."""
