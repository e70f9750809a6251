"""PyTorch eager on one CPU thread: the same losses and training step as the browser's contestants.

    python bench/torch_bench.py <folder with the browser's inputs, float32 little endian>

Reads one JSON line at a time and answers with one: {"prepare": case} gives the first call's loss and
samples of its gradients, {"run": count} the processor and wall milliseconds of a call.
"""

import json
import sys
import time

import torch

torch.set_num_threads(1)
torch.set_num_interop_threads(1)
F = torch.nn.functional


def clip(u, v, temperature):
    u, v = F.normalize(u), F.normalize(v)
    logits = u @ v.T / temperature
    target = torch.arange(len(u))
    return (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2


def nt_xent(u, v, temperature):
    z = F.normalize(torch.cat([u, v]))
    logits = z @ z.T / temperature
    logits.fill_diagonal_(float("-inf"))
    rows = len(u)
    target = torch.cat([torch.arange(rows, 2 * rows), torch.arange(rows)])
    return F.cross_entropy(logits, target)


def loss_case(loss, u, v, temperature):
    def call():
        a, b = u.clone().requires_grad_(), v.clone().requires_grad_()
        value = loss(a, b, temperature)
        value.backward()
        return value.item(), a.grad, b.grad

    return call


def similarity_case(u, v):
    def call():
        with torch.no_grad():
            return None, u @ v.T

    return call


def training_case(views, weights, temperature):
    """views [steps, 2, batch, 2], weights [in, out] and biases a layer: MLP 2-64-64-16, ReLU, NT-Xent, Adam."""
    widths = [2, 64, 64, 16]
    layers = []
    for fan_in, fan_out in zip(widths, widths[1:]):
        layer = torch.nn.Linear(fan_in, fan_out)
        w, b, weights = weights.split([fan_in * fan_out, fan_out, len(weights) - (fan_in + 1) * fan_out])
        with torch.no_grad():
            layer.weight.copy_(w.reshape(fan_in, fan_out).T)
            layer.bias.copy_(b)
        layers += [layer, torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.Adam(model.parameters(), lr=0.002)
    state = {"step": 0}

    def call():
        first, second = views[state["step"] % len(views)]
        state["step"] += 1
        optimizer.zero_grad()
        out = model(torch.cat([first, second]))
        value = nt_xent(out[: len(first)], out[len(first) :], temperature)
        value.backward()
        optimizer.step()
        return (value.item(),)

    return call


def make(case, folder):
    def read(name, *shape):
        with open(f"{folder}/{name}.f32", "rb") as file:
            return torch.frombuffer(bytearray(file.read()), dtype=torch.float32).reshape(shape)

    kind, rows, dim = case["kind"], case.get("rows"), case.get("dim")
    if kind == "training":
        return training_case(read("views", -1, 2, 256, 2), read("weights", -1), case["temperature"])
    u, v = read(f"u-{rows}-{dim}", rows, dim), read(f"v-{rows}-{dim}", rows, dim)
    if kind == "similarity":
        return similarity_case(u, v)
    return loss_case({"clip": clip, "nt-xent": nt_xent}[kind], u, v, case["temperature"])


def measure(call, count):
    """Milliseconds a call, of this process and of the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(count):
        call()
    return {"cpu": (time.process_time() - cpu) * 1000 / count, "wall": (time.perf_counter() - wall) * 1000 / count}


def first(call, training):
    """The same as the page gives: at most 65,536 entries of each array, evenly spread."""
    if training:
        return {"first": 0, "losses": [call()[0] for _ in range(3)]}
    start = time.perf_counter()
    loss, *arrays = call()
    milliseconds = (time.perf_counter() - start) * 1000
    flat = [array.flatten() for array in arrays if array is not None]
    samples = [array[:: -(-len(array) // 65536)].tolist() for array in flat]
    return {"first": milliseconds, "loss": loss, "samples": samples}


def main():
    print(json.dumps({"version": torch.__version__}), flush=True)
    call = None
    for line in sys.stdin:
        request = json.loads(line)
        if "prepare" in request:
            call = make(request["prepare"], sys.argv[1])
            answer = first(call, request["prepare"]["kind"] == "training")
        else:
            answer = measure(call, request["run"])
        print(json.dumps(answer), flush=True)


main()
