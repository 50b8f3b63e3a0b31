"""Files that hold data: YAML, JSON, TOML, INI, and the manifests that are written in them."""
