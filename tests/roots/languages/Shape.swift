protocol Priced { var price: Int { get } }

enum Size { case small, large }

struct Item: Priced {
  let price: Int
  func isFree() -> Bool { price == 0 }
}

class Shop { var items: [Item] = [] }

typealias Items = [Item]

func total(items: Items) -> Int { items.reduce(0) { $0 + $1.price } }
