#include "shape.h"
double shapes::Square::area() const { return side * side; }
