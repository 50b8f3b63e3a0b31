class Shape {}
protocol Sized {}
func draw() {}
