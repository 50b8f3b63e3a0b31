#include "shape.h"
#include <vector>
#define SIDES 4
namespace shapes {
typedef int Length;
using Lengths = std::vector<Length>;
struct Point { int x; };
union Any { int number; };
enum class Colour { Red };
const int LIMIT = 2;
int counter;
class Square {
 public:
  int area() { return multiply(side, side); }
  int side;
};
__global__ void grow(float *out) { if (out) *out = 1; multiply(out, out); }
}
