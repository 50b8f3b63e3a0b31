from libc.math cimport pow
include "shape.pxi"
DEF LIMIT = 2
cdef struct Point:
    int x
cdef union Any:
    int number
cdef enum Colour:
    RED
ctypedef fused Number:
    int
    double
cdef class Shape:
    cpdef double area(self):
        return pow(self.side, 2)
def draw(shape):
    if shape:
        return shape.area()
