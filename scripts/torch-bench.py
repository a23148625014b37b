#!/usr/bin/env python3
"""Measures PyTorch as GpuBenchmarks measures Autograd4j: the same workloads, the same figures, the same lines of JSON.

    python3 scripts/torch-bench.py --seconds 180 --json torch.jsonl [--device cuda] [--only GROUP,...] [--tiny]

Groups: copy, gemm, train, train8, pointwise, reduce, loss, launch. Suites: "torch eager" for all of them, and for
training steps also "torch graphs" (the step captured in a CUDA graph) and "torch compile" (torch.compile of the loss).
Precision is stated with each figure: float32 means no TF32 anywhere, tf32 that products and convolutions may use it.
Ends with code 3 where PyTorch is not installed.
"""
import argparse
import faulthandler
import json
import math
import statistics
import sys
import time

try:
    import torch
    import torch.nn.functional as F
except ImportError as e:
    print(f"torch-bench: PyTorch is not installed: {e}", file=sys.stderr)
    sys.exit(3)

SAMPLES = 5
WARM_UP_SECONDS = 1
SAMPLE_SECONDS = 0.3
FEWEST_CALLS = 3
# How long after its time the program ends itself, whatever it does.
GRACE_SECONDS = 10
EAGER = "torch eager"


class Bench:
    def __init__(self, args):
        self.device = torch.device(args.device)
        self.tiny = args.tiny
        self.only = args.only.split(",") if args.only else None
        self.end = time.perf_counter() + args.seconds
        self.file = open(args.json, "a", encoding="utf-8") if args.json else None

    def wants(self, group):
        return self.only is None or group in self.only

    def report(self, suite, benchmark, precision, value, unit, note=""):
        print(f"{suite:14} {benchmark:34} {precision:9} {value:10.4g} {unit:8} {note}".rstrip(), flush=True)
        if self.file:
            value = value if math.isfinite(value) else -1
            line = dict(suite=suite, benchmark=benchmark, precision=precision, value=value, unit=unit, note=note)
            print(json.dumps(line), file=self.file, flush=True)

    def part(self, suite, name, precision, body):
        if time.perf_counter() > self.end:
            print(f"{suite}: {name}: skipped, time is up", flush=True)
            return
        try:
            body()
            if self.device.type == "cuda":
                torch.cuda.empty_cache()
        except Exception as e:  # what goes wrong here does not end the others
            self.report(suite, name, precision, -1, "failed", " ".join(f"{type(e).__name__}: {e}".split())[:300])

    def synchronize(self):
        if self.device.type == "cuda":
            torch.cuda.synchronize()

    def sample(self, count, call):
        self.synchronize()
        start = time.perf_counter()
        for _ in range(count):
            call()
        self.synchronize()
        return (time.perf_counter() - start) / count

    def seconds(self, most, call):
        """The median of some samples, each of calls that are queued and waited for at the end."""
        if self.tiny:
            return self.sample(1, call)
        warm = time.perf_counter() + WARM_UP_SECONDS
        one = self.sample(1, call)
        while time.perf_counter() < warm:
            one = self.sample(calls(WARM_UP_SECONDS / 10, one, most), call)
        count = calls(SAMPLE_SECONDS, one, most)
        return statistics.median(self.sample(count, call) for _ in range(SAMPLES))


def calls(seconds, one, most):
    return int(max(FEWEST_CALLS, min(most, seconds / one)))


def allow_tf32(allowed):
    torch.backends.cuda.matmul.allow_tf32 = allowed
    torch.backends.cudnn.allow_tf32 = allowed


# --- the data of the fixed workloads: one 32-bit linear congruential generator ---


def generated(seed, count):
    """count numbers in [0, 1), by jumping: element i is the (i+1)-th state."""
    s = (seed * 2654435 + 12345) & 0xFFFFFFFF
    states = torch.empty(count, dtype=torch.int64)
    block = min(count, 4096)
    for i in range(block):
        s = (s * 1664525 + 1013904223) & 0xFFFFFFFF
        states[i] = s
    # state[n + block] = a * state[n] + c, with the multiplier and increment of block steps
    a, c = 1, 0
    for _ in range(block):
        a, c = (a * 1664525) & 0xFFFFFFFF, (c * 1664525 + 1013904223) & 0xFFFFFFFF
    done = block
    while done < count:
        n = min(block, count - done)
        previous = states[done - block : done - block + n]
        # in two halves, so that products stay below 2^63
        low = (previous * (a & 0xFFFF)) & 0xFFFFFFFF
        high = (((previous * (a >> 16)) & 0xFFFF) << 16) & 0xFFFFFFFF
        states[done : done + n] = (low + high + c) & 0xFFFFFFFF
        done += n
    return (states >> 8).to(torch.float32) * 2.0**-24


def uniform(bench, seed, low, high, *dims):
    low, high = torch.tensor(low, dtype=torch.float32), torch.tensor(high, dtype=torch.float32)
    u = generated(seed, math.prod(dims))
    return (low + (high - low) * u).reshape(dims).to(bench.device)


def weight(bench, seed, fan_in, *dims):
    bound = 1 / math.sqrt(fan_in)
    return uniform(bench, seed, -bound, bound, *dims).requires_grad_()


def bias(bench, n):
    return torch.zeros(n, device=bench.device, requires_grad=True)


def gain(bench, n):
    return torch.ones(n, device=bench.device, requires_grad=True)


def classes(bench, seed, k, n):
    u = torch.floor(generated(seed, n) * k).to(torch.int64)
    return torch.clamp(u, max=k - 1).to(bench.device)


# --- the networks: each returns (parameters, loss function) ---


def perceptron(bench, batch):
    x, y = uniform(bench, 7, 0, 1, batch, 784), classes(bench, 8, 10, batch)
    w1, w2, w3 = weight(bench, 20, 784, 512, 784), weight(bench, 21, 512, 512, 512), weight(bench, 22, 512, 10, 512)
    b1, b2, b3 = bias(bench, 512), bias(bench, 512), bias(bench, 10)

    def loss():
        h = F.relu(F.linear(x, w1, b1))
        h = F.relu(F.linear(h, w2, b2))
        return F.cross_entropy(F.linear(h, w3, b3), y)

    return [w1, b1, w2, b2, w3, b3], loss


def convolutional(bench, batch):
    x, y = uniform(bench, 9, 0, 1, batch, 1, 28, 28), classes(bench, 10, 10, batch)
    w1, w2 = weight(bench, 31, 9, 16, 1, 3, 3), weight(bench, 32, 144, 32, 16, 3, 3)
    w3, w4 = weight(bench, 33, 288, 32, 32, 3, 3), weight(bench, 34, 1568, 10, 1568)
    b1, b2, b3, b4 = bias(bench, 16), bias(bench, 32), bias(bench, 32), bias(bench, 10)

    def loss():
        h = F.relu(F.conv2d(x, w1, b1, padding=1))
        h = F.max_pool2d(F.relu(F.conv2d(h, w2, b2, padding=1)), 2)
        h = F.max_pool2d(F.relu(F.conv2d(h, w3, b3, padding=1)), 2)
        return F.cross_entropy(F.linear(h.flatten(1), w4, b4), y)

    return [w1, b1, w2, b2, w3, b3, w4, b4], loss


def transformer(bench, batch):
    x = uniform(bench, 11, -1, 1, batch, 128, 256)
    qkv, out = weight(bench, 41, 256, 768, 256), weight(bench, 42, 256, 256, 256)
    up, down = weight(bench, 43, 256, 1024, 256), weight(bench, 44, 1024, 256, 1024)
    biases = [bias(bench, n) for n in (768, 256, 1024, 256)]
    g1, s1, g2, s2 = gain(bench, 256), bias(bench, 256), gain(bench, 256), bias(bench, 256)

    def loss():
        parts = F.linear(F.layer_norm(x, (256,), g1, s1), qkv, biases[0])
        q, k, v = parts.reshape(batch, 128, 3, 4, 64).permute(2, 0, 3, 1, 4)
        heads = F.scaled_dot_product_attention(q, k, v)
        h = x + F.linear(heads.permute(0, 2, 1, 3).reshape(batch, 128, 256), out, biases[1])
        inner = F.gelu(F.linear(F.layer_norm(h, (256,), g2, s2), up, biases[2]))
        y = h + F.linear(inner, down, biases[3])
        return (y * y).mean()

    return [qkv, out, up, down, *biases, g1, s1, g2, s2], loss


def residual(bench, batch):
    x, y = uniform(bench, 13, 0, 1, batch, 3, 32, 32), classes(bench, 14, 10, batch)
    parameters = []

    def unit(seed, source, target, kernel, stride):
        w = weight(bench, seed, source * kernel * kernel, target, source, kernel, kernel)
        g, s = gain(bench, target), bias(bench, target)
        mean, var = torch.zeros(target, device=bench.device), torch.ones(target, device=bench.device)
        parameters.extend([w, g, s])

        def apply(h):
            h = F.conv2d(h, w, stride=stride, padding=kernel // 2)
            return F.batch_norm(h, mean, var, g, s, training=True)

        return apply

    stem = unit(60, 3, 64, 3, 1)
    blocks = [
        (unit(61, 64, 64, 3, 1), unit(62, 64, 64, 3, 1), None),
        (unit(63, 64, 64, 3, 1), unit(64, 64, 64, 3, 1), None),
        (unit(65, 64, 128, 3, 2), unit(66, 128, 128, 3, 1), unit(67, 64, 128, 1, 2)),
    ]
    w, b = weight(bench, 68, 128, 10, 128), bias(bench, 10)
    parameters.extend([w, b])

    def loss():
        h = F.relu(stem(x))
        for first, second, projection in blocks:
            h = F.relu(second(F.relu(first(h))) + (projection(h) if projection else h))
        return F.cross_entropy(F.linear(h.mean((2, 3)), w, b), y)

    return parameters, loss


def language(bench, batch):
    tokens, targets = classes(bench, 15, 8192, batch), classes(bench, 16, 8192, batch)
    e, w, b = weight(bench, 70, 256, 8192, 256), weight(bench, 71, 256, 8192, 256), bias(bench, 8192)

    def loss():
        return F.cross_entropy(F.linear(F.embedding(tokens, e), w, b), targets)

    return [e, w, b], loss


def sgd(parameters, capturable):
    return torch.optim.SGD(parameters, lr=0.01)


def momentum(parameters, capturable):
    return torch.optim.SGD(parameters, lr=0.01, momentum=0.9)


def adam(parameters, capturable):
    return torch.optim.Adam(parameters, lr=1e-3, capturable=capturable)


# name, first loss, batch, network, optimizer
WORKLOADS = [
    ("W4_SGD", 2.30150, 128, perceptron, sgd),
    ("W4_ADAM", 2.30150, 128, perceptron, adam),
    ("W5", 2.30208, 64, convolutional, sgd),
    ("W6", 0.373971, 8, transformer, sgd),
    ("W9", 2.31022, 32, residual, momentum),
    ("W10", 9.01104, 2048, language, adam),
]


def stepper(bench, suite, network, optimizer, batch):
    """A function that takes one step and returns the loss before it."""
    parameters, loss = network(bench, batch)
    chosen = optimizer(parameters, suite == "torch graphs")
    compute = loss
    if suite == "torch compile":
        torch.compiler.reset()  # one network at a time: no shapes made variable because an earlier batch was another
        compute = torch.compile(loss, dynamic=False)

    def eager():
        chosen.zero_grad(set_to_none=True)
        value = compute()
        value.backward()
        chosen.step()
        return value.item()

    if suite != "torch graphs":
        return eager

    # as the documentation of CUDA graphs says: some steps on a side stream, then capture
    first = loss().item()
    side = torch.cuda.Stream()
    side.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):
        for _ in range(3):
            eager()
    torch.cuda.current_stream().wait_stream(side)
    graph = torch.cuda.CUDAGraph()
    chosen.zero_grad(set_to_none=True)
    with torch.cuda.graph(graph):
        static = loss()
        static.backward()
        chosen.step()

    def replay():
        graph.replay()
        return static.item()

    replay.first = first
    return replay


def train(bench, suite, times):
    if suite != EAGER and bench.device.type != "cuda":
        return
    for name, expected, batch, network, optimizer in WORKLOADS:
        for precision in ("float32", "tf32"):
            title = f"step {name}" + ("" if times == 1 else f" x{times}")

            def body():
                allow_tf32(precision == "tf32")
                if bench.device.type == "cuda":
                    torch.cuda.reset_peak_memory_stats()
                step = stepper(bench, suite, network, optimizer, batch * times)
                loss = getattr(step, "first", None)
                loss = step() if loss is None else loss
                allowed = 1e-4 if precision == "float32" else 1e-2
                if times == 1 and not abs(loss - expected) <= allowed * expected:
                    raise AssertionError(f"{name}: got {loss}, the reference value is {expected}")
                seconds = bench.seconds(200, step)
                bench.report(suite, title, precision, seconds * 1e3, "ms", f"first loss {loss}")
                if bench.device.type == "cuda":
                    peak = torch.cuda.max_memory_allocated()
                    bench.report(suite, f"memory of {title}", precision, peak / 1e6, "MB")

            bench.part(suite, title, precision, body)
    allow_tf32(False)


def gemm(bench):
    for n in (32,) if bench.tiny else (1024, 2048, 4096, 8192):
        for precision in ("bfloat16", "tf32", "float32"):

            def body():
                allow_tf32(precision == "tf32")
                dtype = torch.bfloat16 if precision == "bfloat16" else torch.float32
                a, b = (torch.rand(n, n, device=bench.device).to(dtype) for _ in range(2))
                seconds = bench.seconds(100, lambda: torch.matmul(a, b))
                bench.report(EAGER, f"gemm {n}", precision, 2 * n**3 / seconds / 1e12, "TFLOP/s")

            bench.part(EAGER, f"gemm {n}", precision, body)
    allow_tf32(False)


def moved(bench, name, moves, call):
    """Bandwidth of calls on 256 MB, in bytes that must be moved at least."""

    def body():
        x = torch.rand(64, 16, device=bench.device) if bench.tiny else torch.rand(65536, 1024, device=bench.device)
        seconds = bench.seconds(100, call(x))
        bench.report(EAGER, name, "float32", moves * x.numel() * 4 / seconds / 1e9, "GB/s")

    bench.part(EAGER, name, "float32", body)


def unrecorded(call):
    def run(x):
        def once():
            with torch.no_grad():
                call(x)

        return once

    return run


def copy(bench):
    def call(x):
        target = torch.zeros_like(x)
        return lambda: target.copy_(x)

    moved(bench, "copy", 2, call)


def pointwise(bench):
    def add(x):
        y = torch.rand_like(x)  # two operands: one that is read twice comes from memory once
        return unrecorded(lambda x: x + y)(x)

    moved(bench, "add", 3, add)
    moved(bench, "gelu", 2, unrecorded(F.gelu))
    moved(bench, "chain of 5", 11, unrecorded(lambda x: torch.tanh(x * 1.3 + 0.1) * torch.sigmoid(x)))


def reductions(bench):
    moved(bench, "sum", 1, unrecorded(lambda x: x.sum()))
    moved(bench, "sum of columns", 1, unrecorded(lambda x: x.sum(0)))
    moved(bench, "sum of rows", 1, unrecorded(lambda x: x.sum(1)))
    moved(bench, "amax of rows", 1, unrecorded(lambda x: x.amax(1)))
    moved(bench, "softmax of rows", 2, unrecorded(lambda x: x.softmax(1)))


def losses(bench):
    def call(x):
        x.requires_grad_()
        y = torch.randint(0, x.shape[1], (x.shape[0],), device=bench.device)

        def once():
            x.grad = None
            F.cross_entropy(x, y).backward()

        return once

    moved(bench, "cross-entropy, forward, backward", 3, call)


def launch(bench):
    def body():
        x = torch.ones(32, device=bench.device)
        with torch.no_grad():
            queued = bench.seconds(10_000, lambda: x + 1)
            read = bench.seconds(10_000, lambda: (x + 1).cpu())
        bench.report(EAGER, "add of 32 elements", "float32", queued * 1e6, "us", "queued, no recording")
        bench.report(EAGER, "add of 32 elements, read", "float32", read * 1e6, "us", "waited for and copied to the host")

    bench.part(EAGER, "launch", "float32", body)


# Compilation takes longest, so it comes last: what there is no time for is left out.
GROUPS = [
    ("copy", copy),
    ("gemm", gemm),
    ("launch", launch),
    ("train", lambda bench: train(bench, EAGER, 1)),
    ("pointwise", pointwise),
    ("reduce", reductions),
    ("loss", losses),
    ("train8", lambda bench: train(bench, EAGER, 8)),
    ("train", lambda bench: train(bench, "torch graphs", 1)),
    ("train8", lambda bench: train(bench, "torch graphs", 8)),
    ("train", lambda bench: train(bench, "torch compile", 1)),
    ("train8", lambda bench: train(bench, "torch compile", 8)),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--json")
    parser.add_argument("--only")
    parser.add_argument("--tiny", action="store_true", help="sizes with which everything runs in a moment")
    args = parser.parse_args()
    if args.device.startswith("cuda") and not torch.cuda.is_available():
        print("torch-bench: this PyTorch finds no CUDA device", file=sys.stderr)
        sys.exit(3)
    faulthandler.dump_traceback_later(args.seconds + GRACE_SECONDS, exit=True)
    bench = Bench(args)
    if bench.device.type == "cuda":
        torch.cuda.set_device(bench.device.index or 0)
    name = torch.cuda.get_device_name() if bench.device.type == "cuda" else "cpu"
    print(f"PyTorch {torch.__version__}, CUDA {torch.version.cuda}, {name}", flush=True)
    allow_tf32(False)
    # Sums of half types in float32, as on the other side.
    torch.backends.cuda.matmul.allow_bf16_reduced_precision_reduction = False
    torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction = False
    for group, run in GROUPS:
        if bench.wants(group):
            run(bench)


if __name__ == "__main__":
    main()
