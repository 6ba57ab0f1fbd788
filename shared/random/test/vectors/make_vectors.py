#!/usr/bin/env python3
"""Writes stream.inc, the committed numbers of random generator philox4x32-10/1.

A second implementation, written apart from random.cpp, in IEEE 754 doubles: the test holds the two against each other.
Run it only to add numbers; a change of one that is there would need a new generator id.
    python3 shared/random/test/vectors/make_vectors.py > shared/random/test/vectors/stream.inc
"""
import math
import re
import struct
from pathlib import Path

MASK = 0xFFFFFFFF


def philox(counter, key):
    c, k = list(counter), list(key)
    for _ in range(10):
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k[0], b & MASK, (a >> 32) ^ c[3] ^ k[1], a & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return c


def words(seed, stream):
    block = 0
    while True:
        yield from philox(
            [block & MASK, block >> 32, stream & MASK, stream >> 32], [seed & MASK, seed >> 32])
        block += 1


def uniform(source):
    high, low = next(source) >> 5, next(source) >> 6
    return (high * 2**26 + low) / 2**53


# The coefficients are read from the source; everything that is done with them is written again here.
SOURCE = (Path(__file__).parents[2] / "random.cpp").read_text()
TABLES = {
    name: [float(x) for x in re.findall(r"[-+.\de]+", body)]
    for name, body in re.findall(r"double (\w+)\[\] = \{([^}]*)\}", SOURCE)
}


def rational(name, x):
    def value(coefficients):
        total = 0.0
        for c in reversed(coefficients):
            total = total * x + c
        return total
    return value(TABLES[name + "_above"]), value(TABLES[name + "_below"])


def ln(x):
    m, e = math.frexp(x)  # m in [0.5,1)
    m, e = m * 2, e - 1
    if m > math.sqrt(2):
        m, e = m / 2, e + 1
    s = (m - 1) / (m + 1)
    total = 0.0
    for k in range(11, 0, -1):
        total = (total + 1.0 / (2 * k + 1)) * (s * s)
    return e * float.fromhex("0x1.62e42feep-1") + (
        e * float.fromhex("0x1.a39ef35793c76p-33") + 2 * s * total + 2 * s)


def inverse_normal(p):
    q = p - 0.5
    if abs(q) <= 0.425:
        above, below = rational("middle", 0.180625 - q * q)
        return q * above / below
    r = math.sqrt(-ln(p if q < 0 else 1 - p))
    above, below = rational("near", r - 1.6) if r <= 5 else rational("far", r - 5)
    return math.copysign(above / below, q)


def normal(source):
    high, low = next(source) >> 6, next(source) >> 6
    return inverse_normal((high * 2**26 + low + 0.5) / 2**52)


def bits(x):
    return "0x%016xull" % struct.unpack("<Q", struct.pack("<d", x))


print("// Written by make_vectors.py beside this file: seed, stream, four words, eight uniforms, eight normals as bits.")
for seed, stream in [(0, 0), (1, 0), (0, 1), (42, 7), (0x0123456789ABCDEF, 0xFEDCBA9876543210), (2**64 - 1, 2**64 - 1)]:
    w, u, n = words(seed, stream), words(seed, stream), words(seed, stream)
    print("{0x%016xull, 0x%016xull," % (seed, stream))
    print(" {%s}," % ", ".join("0x%08xu" % next(w) for _ in range(4)))
    print(" {%s}," % ",\n  ".join(bits(uniform(u)) for _ in range(8)))
    print(" {%s}}," % ",\n  ".join(bits(normal(n)) for _ in range(8)))
