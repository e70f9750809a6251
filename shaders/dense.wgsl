// pre = x Wᵀ + b; y = activation(pre). Twin: src/compute/cpu/dense.rs.
//
// A thread keeps an 8×8 tile of the output in registers. Entries are read one by one, because a
// layer may have any width and its weights may start anywhere in the parameter buffer.

struct Params {
    rows: u32,
    inputs: u32,
    outputs: u32,
    weights: u32,    // offsets in the parameter buffer
    bias: u32,
    activation: u32, // activation.wgsl
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> parameters: array<f32>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read_write> pre: array<f32>;
@group(0) @binding(4) var<storage, read_write> y: array<f32>;

fn weight(k: u32, j: u32) -> f32 {
    return parameters[params.weights + min(j, params.outputs - 1u) * params.inputs + k];
}

fn weights(k: u32, j: u32) -> vec4f {
    return vec4f(weight(k, j), weight(k, j + 1u), weight(k, j + 2u), weight(k, j + 3u));
}

fn bias(j: u32) -> f32 {
    return parameters[params.bias + min(j, params.outputs - 1u)];
}

fn biases(j: u32) -> vec4f {
    return vec4f(bias(j), bias(j + 1u), bias(j + 2u), bias(j + 3u));
}

fn row_start(i: u32) -> u32 {
    return min(i, params.rows - 1u) * params.inputs;
}

fn store_one(i: u32, j: u32, value: f32) {
    if (j >= params.outputs) { return; }
    let at = i * params.outputs + j;
    // For the identity only y exists; `pre` is then a spare buffer of one element.
    if (params.activation != IDENTITY) { pre[at] = value; }
    y[at] = activate(params.activation, value);
}

fn store(i: u32, j: u32, value: vec4f) {
    if (i >= params.rows) { return; }
    store_one(i, j, value.x);
    store_one(i, j + 1u, value.y);
    store_one(i, j + 2u, value.z);
    store_one(i, j + 3u, value.w);
}

@compute @workgroup_size(2, 16)
fn dense(@builtin(global_invocation_id) id: vec3u) {
    let i = id.y * 8u;
    let j = id.x * 8u;
    if (i >= params.rows || j >= params.outputs) { return; }
    let r0 = row_start(i);
    let r1 = row_start(i + 1u);
    let r2 = row_start(i + 2u);
    let r3 = row_start(i + 3u);
    let r4 = row_start(i + 4u);
    let r5 = row_start(i + 5u);
    let r6 = row_start(i + 6u);
    let r7 = row_start(i + 7u);
    let left = biases(j);
    let right = biases(j + 4u);
    var a0 = left; var b0 = right;
    var a1 = left; var b1 = right;
    var a2 = left; var b2 = right;
    var a3 = left; var b3 = right;
    var a4 = left; var b4 = right;
    var a5 = left; var b5 = right;
    var a6 = left; var b6 = right;
    var a7 = left; var b7 = right;
    for (var k = 0u; k < params.inputs; k++) {
        let a = weights(k, j);
        let b = weights(k, j + 4u);
        let x0 = x[r0 + k]; a0 += x0 * a; b0 += x0 * b;
        let x1 = x[r1 + k]; a1 += x1 * a; b1 += x1 * b;
        let x2 = x[r2 + k]; a2 += x2 * a; b2 += x2 * b;
        let x3 = x[r3 + k]; a3 += x3 * a; b3 += x3 * b;
        let x4 = x[r4 + k]; a4 += x4 * a; b4 += x4 * b;
        let x5 = x[r5 + k]; a5 += x5 * a; b5 += x5 * b;
        let x6 = x[r6 + k]; a6 += x6 * a; b6 += x6 * b;
        let x7 = x[r7 + k]; a7 += x7 * a; b7 += x7 * b;
    }
    store(i, j, a0); store(i, j + 4u, b0);
    store(i + 1u, j, a1); store(i + 1u, j + 4u, b1);
    store(i + 2u, j, a2); store(i + 2u, j + 4u, b2);
    store(i + 3u, j, a3); store(i + 3u, j + 4u, b3);
    store(i + 4u, j, a4); store(i + 4u, j + 4u, b4);
    store(i + 5u, j, a5); store(i + 5u, j + 4u, b5);
    store(i + 6u, j, a6); store(i + 6u, j + 4u, b6);
    store(i + 7u, j, a7); store(i + 7u, j + 4u, b7);
}
