#!/usr/bin/env python3
"""The command of the shop."""

import argparse
import asyncio
import sys

from .orders.basket import Basket
from .orders.basket import fill as fill_basket


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("items", nargs="*")
    options = parser.parse_args(argv)
    basket = Basket()
    asyncio.run(fill_basket(basket, options.items))
    print(basket.total)
    return 0


if __name__ == "__main__":
    sys.exit(main())
