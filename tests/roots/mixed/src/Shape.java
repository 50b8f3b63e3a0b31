package src;

interface Named { String name(); }

interface Shape extends Named { double area(); }

enum Colour implements Named { RED }

record Square(double side) implements Shape {
    public double area() { return side * side; }
    public String name() { return "square"; }
}
