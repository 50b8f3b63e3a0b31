module Shapes
  class Shape
    def area
    end
  end
end
