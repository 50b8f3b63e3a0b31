package shapes;
import java.util.List;
interface Sized { int size(); }
enum Colour { RED }
class Shape {
  static final int SIDES = 4;
  int side;
  int area() { if (side > 0) return Math.multiplyExact(side, side); return 0; }
}
