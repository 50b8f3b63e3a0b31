"""Facts to docutils nodes: one module a page kind, small builders for what recurs."""
