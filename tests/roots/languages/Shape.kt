package com.shop

interface Priced { val price: Int }

enum class Size { SMALL, LARGE }

class Item(override val price: Int) : Priced {
  companion object {
    const val FREE = 0
  }

  fun isFree() = price == FREE
}

typealias Items = List<Item>

fun total(items: Items) = items.sumOf { it.price }
