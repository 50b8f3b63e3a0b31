# Prints the stock, with Python 2.
import sys

def report(stock):
    for name, count in stock.iteritems():
        print "%s: %d" % (name, count)

if __name__ == "__main__":
    report(eval(sys.stdin.read()))
