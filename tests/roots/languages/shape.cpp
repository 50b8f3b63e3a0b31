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
int free_function(int x) { if (x) return 1; return multiply(x, x); }
template <class T>
concept Sized = requires(T t) { t.size(); };
}
