import Foundation

protocol Shape {
    func area() -> Double
}

class Square: Shape {
    var side = 1.0
    func area() -> Double { return side * side }
}
let square = Square()
