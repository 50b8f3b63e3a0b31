"""Files that say how something is built: make, CMake, Bazel, Docker, and what pip installs."""
