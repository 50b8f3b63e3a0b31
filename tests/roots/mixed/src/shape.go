// Package src has shapes.
package src

import "fmt"

type Shape interface {
	fmt.Stringer
	Area() float64
}

type Base struct{ Name string }

type Square struct {
	Base
	Side float64
}

func (s Square) Area() float64 { return s.Side * s.Side }
