module example.org/shapes
require example.org/colours v1.0.0
