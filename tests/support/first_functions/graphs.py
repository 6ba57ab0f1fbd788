"""Graphs of what generators do besides the cases of our own tests: fused activations, sizes that take other inner
loops, attention, the types numbers pass through. One float32 input x (N,4,6,6), one output y.
Usage: graphs.py FOLDER"""

import sys
from itertools import product
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

node = helper.make_node
activations = ["Relu", "LeakyRelu", "Sigmoid", "Tanh", "Elu", "Selu", "HardSigmoid", "HardSwish", "Softplus", "Clip"]
random = np.random.default_rng(1)


def weights(name, *shape):
    return numpy_helper.from_array(random.standard_normal(shape).astype(np.float32) * 0.1, name)


def number(name, value, kind=np.float32):
    return numpy_helper.from_array(np.array(value, kind), name)


def layers():
    """Every layer with every activation behind it, narrow and wide."""
    for act, width in product(activations, [3, 64]):
        after = node(act, ["h"], ["y"])
        yield [node("Conv", ["x", "w", "b"], ["h"], pads=[1, 1, 1, 1]), after], [
            weights("w", width, 4, 3, 3), weights("b", width)]
        yield [node("ConvTranspose", ["x", "w", "b"], ["h"], strides=[2, 2], pads=[1, 1, 1, 1]), after], [
            weights("w", 4, width, 4, 4), weights("b", width)]
        yield [node("Flatten", ["x"], ["f"]), node("Gemm", ["f", "w", "b"], ["h"], transB=1), after], [
            weights("w", width, 144), weights("b", width)]
        yield [node("MatMul", ["x", "w"], ["m"]), node("Add", ["m", "b"], ["h"]), after], [
            weights("w", 6, width), weights("b", width)]
    for width, kernel, group in product([4, 16, 64], [1, 3, 5], [1, 4]):
        pad = [kernel // 2] * 4
        wide = [weights("a", width, 4 // group, kernel, kernel), weights("c", width, width // group, kernel, kernel)]
        first = node("Conv", ["x", "a"], ["h"], pads=pad, group=group)
        yield [first, node("Conv", ["h", "c"], ["g"], pads=pad, group=group), node("Add", ["g", "h"], ["s"]),
               node("Relu", ["s"], ["y"])], wide
        yield [first, node("BatchNormalization", ["h", "k", "k", "k", "k"], ["n"]), node("LeakyRelu", ["n"], ["l"]),
               node("Resize", ["l", "", "z"], ["u"], mode="nearest"), node("Conv", ["u", "c"], ["g"], pads=pad, group=group),
               node("Tanh", ["g"], ["y"])], wide + [number("k", [0.5] * width), number("z", [1, 1, 2, 2])]


def scalings():
    ways = ["half_pixel", "align_corners", "asymmetric", "pytorch_half_pixel"]
    for mode, way, scale in product(["nearest", "linear", "cubic"], ways, [2, 1.5, 0.5]):
        yield [node("Resize", ["x", "", "z"], ["y"], mode=mode, coordinate_transformation_mode=way)], [
            number("z", [1, 1, scale, scale])]


def types():
    kinds = ["FLOAT16", "DOUBLE", "INT32", "INT64", "UINT8", "INT8", "BOOL"]
    for kind in kinds:
        to = getattr(TensorProto, kind)
        inner = [("Not",)] if kind == "BOOL" else [("Add", "d"), ("Mul", "d")] if kind[-1] in "246" else [("Abs",)]
        for op, *other in inner:
            yield [node("Cast", ["x"], ["d"], to=to), node(op, ["d", *other], ["e"]),
                   node("Cast", ["e"], ["y"], to=TensorProto.FLOAT)], []
    for op, least in product(["Greater", "Less", "Equal"], [0.0]):
        yield [node(op, ["x", "z"], ["m"]), node("Where", ["m", "x", "z"], ["y"])], [number("z", least)]
    for power in [2, 0.5, 3]:
        yield [node("Pow", ["x", "p"], ["y"])], [number("p", power)]


def attention():
    for softmax in [-1, 1]:
        yield [node("Transpose", ["x"], ["t"], perm=[0, 1, 3, 2]), node("MatMul", ["x", "t"], ["s"]),
               node("Softmax", ["s"], ["p"], axis=softmax), node("MatMul", ["p", "x"], ["y"])], []
    yield [node("Split", ["x", "h"], ["a", "b"], axis=1), node("Sigmoid", ["b"], ["s"]), node("Mul", ["a", "s"], ["y"])], [
        number("h", [2, 2], np.int64)]
    for op in ["ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL2", "ReduceL1"]:
        yield [node(op, ["x"], ["r"], axes=[1]), node("Sub", ["x", "r"], ["y"])], []


def main(folder):
    cases = [case for part in (layers, scalings, types, attention) for case in part()]
    for index, (nodes, values) in enumerate(cases):
        ports = [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 4, 6, 6])]
        made = [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)]
        graph = helper.make_graph(nodes, "case", ports, made, values)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
        model.ir_version = 8
        onnx.save(model, Path(folder) / f"more-{index}.onnx")


if __name__ == "__main__":
    main(sys.argv[1])
