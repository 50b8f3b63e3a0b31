#include <stdio.h>
static int never_named(void) { return 0; }
struct corner { int x; };
int corner_x(struct corner *from) { return from->x; }
