#include "shape.h"
#include <math.h>
#define SIDES 4
typedef struct { int x; } Point;
struct Shape { int side; };
union Any { int number; };
enum Colour { RED };
static const int LIMIT = 2;
int counter;
int area(struct Shape *shape) { if (shape) return pow(shape->side, LIMIT); return 0; }
