// One optimiser step, a thread a parameter. Twin: src/compute/cpu/optimize.rs.
// SGD as in torch.optim.SGD; Adam as Kingma & Ba 2015, algorithm 1.

struct Params {
    len: u32,
    adam: u32,
    lr: f32,
    momentum: f32,     // beta1 of Adam
    beta2: f32,
    eps: f32,
    weight_decay: f32,
}

// What depends on the step t, made on the CPU in f64: 1 − beta1^t and 1 − beta2^t.
struct Step {
    correction1: f32,
    correction2: f32,
    step: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<uniform> step_now: Step;
@group(0) @binding(2) var<storage, read_write> parameters: array<f32>;
@group(0) @binding(3) var<storage, read> grads: array<f32>;
@group(0) @binding(4) var<storage, read_write> state: array<f32>;

@compute @workgroup_size(64)
fn optimize(@builtin(global_invocation_id) id: vec3u) {
    let i = id.x + id.y * 4194240u;
    if (i >= params.len) { return; }
    let weight = parameters[i];
    let g = grads[i] + params.weight_decay * weight;
    if (params.adam == 0u) {
        let velocity = params.momentum * state[i] + g;
        state[i] = velocity;
        parameters[i] = weight - params.lr * velocity;
        return;
    }
    let m = params.momentum * state[i] + (1.0 - params.momentum) * g;
    let v = params.beta2 * state[params.len + i] + (1.0 - params.beta2) * g * g;
    state[i] = m;
    state[params.len + i] = v;
    let denominator = sqrt(v / step_now.correction2) + params.eps;
    parameters[i] = weight - params.lr * (m / step_now.correction1) / denominator;
}
