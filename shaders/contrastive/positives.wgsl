// The positive's part of the gradient where positives are no candidates: anchor i gets c z[i + rows]
// on top of what its negatives gave it, and its positive gets c z[i].
// Twin: src/compute/cpu/contrastive.rs. Appended: statistics.wgsl, the loss.

struct Params {
    rows: u32,
    quads: u32,  // row length of z in vec4
    dim: u32,
    weight: f32, // 1 / (anchors · temperature)
    power_0: f32,
    power_1: f32,
    lowest: f32,
    parameter_0: f32,     // of the loss
    parameter_1: f32,
    parameter_2: f32,
    parameter_3: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> similarity: array<f32>;
@group(0) @binding(2) var<storage, read> scalars: array<vec4f>;
@group(0) @binding(3) var<storage, read> z: array<f32>;
@group(0) @binding(4) var<storage, read_write> dz: array<f32>;

@compute @workgroup_size(64)
fn positives(@builtin(global_invocation_id) id: vec3u) {
    let at = id.x + id.y * 4194240u;
    let i = at / params.dim;
    if (i >= params.rows) { return; }
    let k = at % params.dim;
    let mine = i * params.quads * 4u + k;
    let other = (i + params.rows) * params.quads * 4u + k;
    let c = params.weight * positive(similarity[i], scalars[i]);
    dz[at] += c * z[other];
    dz[params.rows * params.dim + at] = c * z[mine];
}
