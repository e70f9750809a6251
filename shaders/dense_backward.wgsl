// grads[W] = dpreᵀ x, grads[b] = Σ_rows dpre, and dpre of the layer below = (dpre W) ⊙ activation′.
// Twin: src/compute/cpu/dense_backward.rs.
//
// Both products in one dispatch: workgroups with z = 0 make the parameters' gradient, those with
// z = 1 the one that goes on downwards. A thread keeps an 8×8 tile; sums over rows run in order.

struct Params {
    rows: u32,
    inputs: u32,
    outputs: u32,
    weights: u32,    // offsets in the parameter and gradient buffers
    bias: u32,
    activation: u32, // of the layer below
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> parameters: array<f32>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read> dpre: array<f32>;
@group(0) @binding(4) var<storage, read_write> grads: array<f32>;
@group(0) @binding(5) var<storage, read> pre_below: array<f32>;
@group(0) @binding(6) var<storage, read_write> dpre_below: array<f32>;

// Four neighbours of a row; past its end the last one repeats, and is never stored.
fn of_x(row: u32, i: u32) -> vec4f {
    let start = row * params.inputs;
    let last = params.inputs - 1u;
    return vec4f(x[start + min(i, last)], x[start + min(i + 1u, last)],
        x[start + min(i + 2u, last)], x[start + min(i + 3u, last)]);
}

fn of_dpre(row: u32, o: u32) -> vec4f {
    let start = row * params.outputs;
    let last = params.outputs - 1u;
    return vec4f(dpre[start + min(o, last)], dpre[start + min(o + 1u, last)],
        dpre[start + min(o + 2u, last)], dpre[start + min(o + 3u, last)]);
}

fn of_weights(o: u32, i: u32) -> vec4f {
    let start = params.weights + o * params.inputs;
    let last = params.inputs - 1u;
    return vec4f(parameters[start + min(i, last)], parameters[start + min(i + 1u, last)],
        parameters[start + min(i + 2u, last)], parameters[start + min(i + 3u, last)]);
}

fn store_gradient(o: u32, i: u32, value: vec4f) {
    if (o >= params.outputs) { return; }
    let at = params.weights + o * params.inputs + i;
    if (i < params.inputs) { grads[at] = value.x; }
    if (i + 1u < params.inputs) { grads[at + 1u] = value.y; }
    if (i + 2u < params.inputs) { grads[at + 2u] = value.z; }
    if (i + 3u < params.inputs) { grads[at + 3u] = value.w; }
}

fn store_bias(o: u32, value: vec4f) {
    if (o < params.outputs) { grads[params.bias + o] = value.x; }
    if (o + 1u < params.outputs) { grads[params.bias + o + 1u] = value.y; }
    if (o + 2u < params.outputs) { grads[params.bias + o + 2u] = value.z; }
    if (o + 3u < params.outputs) { grads[params.bias + o + 3u] = value.w; }
}

fn store_below_one(row: u32, i: u32, value: f32) {
    if (i >= params.inputs) { return; }
    let at = row * params.inputs + i;
    if (params.activation == IDENTITY) {
        dpre_below[at] = value; // there is no `pre` to look at
    } else {
        dpre_below[at] = value * slope(params.activation, pre_below[at]);
    }
}

fn store_below(row: u32, i: u32, value: vec4f) {
    if (row >= params.rows) { return; }
    store_below_one(row, i, value.x);
    store_below_one(row, i + 1u, value.y);
    store_below_one(row, i + 2u, value.z);
    store_below_one(row, i + 3u, value.w);
}

fn parameters_gradient(o: u32, i: u32) {
    if (o >= params.outputs || i >= params.inputs) { return; }
    var a0 = vec4f(); var b0 = vec4f();
    var a1 = vec4f(); var b1 = vec4f();
    var a2 = vec4f(); var b2 = vec4f();
    var a3 = vec4f(); var b3 = vec4f();
    var a4 = vec4f(); var b4 = vec4f();
    var a5 = vec4f(); var b5 = vec4f();
    var a6 = vec4f(); var b6 = vec4f();
    var a7 = vec4f(); var b7 = vec4f();
    var bias_low = vec4f();
    var bias_high = vec4f();
    for (var row = 0u; row < params.rows; row++) {
        let low = of_dpre(row, o);
        let high = of_dpre(row, o + 4u);
        let a = of_x(row, i);
        let b = of_x(row, i + 4u);
        bias_low += low;
        bias_high += high;
        a0 += low.x * a; b0 += low.x * b;
        a1 += low.y * a; b1 += low.y * b;
        a2 += low.z * a; b2 += low.z * b;
        a3 += low.w * a; b3 += low.w * b;
        a4 += high.x * a; b4 += high.x * b;
        a5 += high.y * a; b5 += high.y * b;
        a6 += high.z * a; b6 += high.z * b;
        a7 += high.w * a; b7 += high.w * b;
    }
    store_gradient(o, i, a0); store_gradient(o, i + 4u, b0);
    store_gradient(o + 1u, i, a1); store_gradient(o + 1u, i + 4u, b1);
    store_gradient(o + 2u, i, a2); store_gradient(o + 2u, i + 4u, b2);
    store_gradient(o + 3u, i, a3); store_gradient(o + 3u, i + 4u, b3);
    store_gradient(o + 4u, i, a4); store_gradient(o + 4u, i + 4u, b4);
    store_gradient(o + 5u, i, a5); store_gradient(o + 5u, i + 4u, b5);
    store_gradient(o + 6u, i, a6); store_gradient(o + 6u, i + 4u, b6);
    store_gradient(o + 7u, i, a7); store_gradient(o + 7u, i + 4u, b7);
    if (i == 0u) {
        store_bias(o, bias_low);
        store_bias(o + 4u, bias_high);
    }
}

fn gradient_below(row: u32, i: u32) {
    if (row >= params.rows || i >= params.inputs) { return; }
    let last = params.rows - 1u;
    let r0 = row * params.outputs;
    let r1 = min(row + 1u, last) * params.outputs;
    let r2 = min(row + 2u, last) * params.outputs;
    let r3 = min(row + 3u, last) * params.outputs;
    let r4 = min(row + 4u, last) * params.outputs;
    let r5 = min(row + 5u, last) * params.outputs;
    let r6 = min(row + 6u, last) * params.outputs;
    let r7 = min(row + 7u, last) * params.outputs;
    var a0 = vec4f(); var b0 = vec4f();
    var a1 = vec4f(); var b1 = vec4f();
    var a2 = vec4f(); var b2 = vec4f();
    var a3 = vec4f(); var b3 = vec4f();
    var a4 = vec4f(); var b4 = vec4f();
    var a5 = vec4f(); var b5 = vec4f();
    var a6 = vec4f(); var b6 = vec4f();
    var a7 = vec4f(); var b7 = vec4f();
    for (var o = 0u; o < params.outputs; o++) {
        let a = of_weights(o, i);
        let b = of_weights(o, i + 4u);
        let d0 = dpre[r0 + o]; a0 += d0 * a; b0 += d0 * b;
        let d1 = dpre[r1 + o]; a1 += d1 * a; b1 += d1 * b;
        let d2 = dpre[r2 + o]; a2 += d2 * a; b2 += d2 * b;
        let d3 = dpre[r3 + o]; a3 += d3 * a; b3 += d3 * b;
        let d4 = dpre[r4 + o]; a4 += d4 * a; b4 += d4 * b;
        let d5 = dpre[r5 + o]; a5 += d5 * a; b5 += d5 * b;
        let d6 = dpre[r6 + o]; a6 += d6 * a; b6 += d6 * b;
        let d7 = dpre[r7 + o]; a7 += d7 * a; b7 += d7 * b;
    }
    store_below(row, i, a0); store_below(row, i + 4u, b0);
    store_below(row + 1u, i, a1); store_below(row + 1u, i + 4u, b1);
    store_below(row + 2u, i, a2); store_below(row + 2u, i + 4u, b2);
    store_below(row + 3u, i, a3); store_below(row + 3u, i + 4u, b3);
    store_below(row + 4u, i, a4); store_below(row + 4u, i + 4u, b4);
    store_below(row + 5u, i, a5); store_below(row + 5u, i + 4u, b5);
    store_below(row + 6u, i, a6); store_below(row + 6u, i + 4u, b6);
    store_below(row + 7u, i, a7); store_below(row + 7u, i + 4u, b7);
}

@compute @workgroup_size(2, 16)
fn dense_backward(@builtin(global_invocation_id) id: vec3u) {
    if (id.z == 0u) {
        parameters_gradient(id.y * 8u, id.x * 8u);
    } else {
        gradient_below(id.y * 8u, id.x * 8u);
    }
}
