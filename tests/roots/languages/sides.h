#pragma once
#include <stddef.h>
#include "shape.h"

#define SIDES 4
#define AREA(side) ((side) * (side))
