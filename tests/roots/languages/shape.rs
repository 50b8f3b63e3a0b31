use std::cmp::max;
mod parts;
const SIDES: u32 = 4;
static mut COUNTER: u32 = 0;
type Length = u32;
enum Colour { Red }
union Any { number: u32 }
trait Sized2 { fn size(&self) -> u32; }
macro_rules! square { ($x:expr) => { $x * $x }; }
mod inner { }
struct Shape { side: u32 }
impl Shape { fn area(&self) -> u32 { max(self.side, 2) } }
fn draw(shape: Shape) { if shape.side > 0 { max(1, 2); } }
