#!/bin/sh
# Builds and uploads a release.
set -eu
python -m build
