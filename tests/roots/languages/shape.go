package shapes
import "math"
const Sides = 4
var counter int
type Length = int
type Width int
type Sized interface { Size() int }
type Shape struct { Side float64 }
func (s Shape) Area() float64 { return math.Pow(s.Side, 2) }
func Draw(s Shape) { if s.Side > 0 { math.Floor(s.Side) } }
