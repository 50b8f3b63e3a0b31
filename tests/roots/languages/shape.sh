. ./lib.sh
readonly LIMIT=2
export SIDES=4
draw() {
  if true; then echo "$1"; fi
}
