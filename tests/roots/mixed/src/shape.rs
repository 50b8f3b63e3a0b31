//! Shapes.
use std::fmt::{self, Display};

pub trait Area: Display {
    fn area(&self) -> f64;
}

pub struct Square {
    side: f64,
}

impl Area for Square {
    fn area(&self) -> f64 {
        self.side * self.side
    }
}

impl Display for Square {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        unsafe { write_to(to) }
    }
}
