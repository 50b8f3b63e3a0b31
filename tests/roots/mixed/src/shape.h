#pragma once
namespace shapes {
struct Shape { virtual double area() const = 0; };
struct Square : Shape { double side; double area() const override; };
class Sheet : public Square {};
enum class Colour : int { Red, Green };
}
