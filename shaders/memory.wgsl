// Rows that outlive a step: MoCo's queue and momentum encoder, PIRL's bank. Twin: src/compute/cpu/memory.rs.

struct Params {
    len: u32,      // elements to do (copy, follow), or rows
    from_at: u32,  // elements, or a row of z
    to_at: u32,
    ring: u32,     // elements from to_at; 0: none
    bank: u32,     // the memory's first row of z
    bank_len: u32,
    index_at: u32,
    dim: u32,
    momentum: f32,
    unit: u32,     // 1: what is remembered has unit length
}

// The same for every kernel that needs the step: optimize.wgsl.
struct Step {
    correction1: f32,
    correction2: f32,
    step: f32, // counted from 1
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<uniform> step_now: Step;
@group(0) @binding(2) var<storage, read> source: array<f32>;
@group(0) @binding(3) var<storage, read_write> target_rows: array<f32>;

fn place_in_ring(i: u32) -> u32 {
    if (params.ring == 0u) { return params.to_at + i; }
    // A step's first place by halves of the step, so that no product overflows.
    let steps = max(u32(step_now.step), 1u) - 1u;
    let high = ((steps >> 8u) * params.len) % params.ring;
    let first = (high * 256u + (steps & 255u) * params.len) % params.ring;
    return params.to_at + (first + i) % params.ring;
}

@compute @workgroup_size(64)
fn copy(@builtin(global_invocation_id) id: vec3u) {
    let i = id.x + id.y * 4194240u;
    if (i >= params.len) { return; }
    target_rows[place_in_ring(i)] = source[params.from_at + i];
}

@compute @workgroup_size(64)
fn copy_within(@builtin(global_invocation_id) id: vec3u) {
    let i = id.x + id.y * 4194240u;
    if (i >= params.len) { return; }
    target_rows[place_in_ring(i)] = target_rows[params.from_at + i];
}

@compute @workgroup_size(64)
fn follow(@builtin(global_invocation_id) id: vec3u) {
    let i = id.x + id.y * 4194240u;
    if (i >= params.len) { return; }
    target_rows[i] = params.momentum * target_rows[i] + (1.0 - params.momentum) * source[i];
}

fn row_of(i: u32) -> u32 {
    return (params.bank + min(u32(source[params.index_at + i]), params.bank_len - 1u)) * params.dim;
}

@compute @workgroup_size(64)
fn recall(@builtin(global_invocation_id) id: vec3u) {
    if (id.x >= params.len) { return; }
    let remembered = row_of(id.x);
    let to_row = (params.to_at + id.x) * params.dim;
    for (var k = 0u; k < params.dim; k++) {
        target_rows[to_row + k] = target_rows[remembered + k];
    }
}

@compute @workgroup_size(64)
fn remember(@builtin(global_invocation_id) id: vec3u) {
    if (id.x >= params.len) { return; }
    let remembered = row_of(id.x);
    let from_row = (params.from_at + id.x) * params.dim;
    var squared = 0.0;
    for (var k = 0u; k < params.dim; k++) {
        let old = target_rows[remembered + k];
        let value = params.momentum * old + (1.0 - params.momentum) * target_rows[from_row + k];
        target_rows[remembered + k] = value;
        squared += value * value;
    }
    if (params.unit == 0u) { return; }
    let scale = 1.0 / max(sqrt(squared), 1e-12);
    for (var k = 0u; k < params.dim; k++) {
        target_rows[remembered + k] *= scale;
    }
}
