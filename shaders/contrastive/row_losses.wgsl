// From an anchor's statistics to its loss and the scalars of its gradient.
// Twin: src/compute/cpu/contrastive.rs. Appended: statistics.wgsl, the loss.

struct Params {
    rows: u32,            // of the batch
    chunk: u32,           // anchors to do
    stride: u32,          // row length of s
    anchor_start: u32,
    candidate_start: u32,
    segments: u32,
    where_positive: u32,  // IN_MATRIX, APART, MIRRORED or NOWHERE
    quads: u32,           // row length of z in vec4
    negatives: f32,       // how many an anchor has
    scale: f32,           // 1 / temperature
    power_0: f32,
    power_1: f32,
    lowest: f32,
    parameter_0: f32,     // of the loss
    parameter_1: f32,
    parameter_2: f32,
    parameter_3: f32,
}

const IN_MATRIX = 0u; // the positive is a candidate
const APART = 1u;     // it is not: its similarity is computed here
const NOWHERE = 3u;   // the sums have it
// MIRRORED: column anchors have the positive similarity of the row anchor they are paired with.

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> s: array<f32>;
@group(0) @binding(2) var<storage, read> partial: array<vec4f>;
@group(0) @binding(3) var<storage, read> z: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> positives: array<f32>;
@group(0) @binding(5) var<storage, read_write> scalars: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> losses: array<f32>;

fn positive_similarity(i: u32) -> f32 {
    let anchor = params.anchor_start + i;
    let twin = (anchor + params.rows) % (2u * params.rows);
    if (params.where_positive == NOWHERE) { return 0.0; }
    if (params.where_positive == IN_MATRIX) {
        return s[i * params.stride + twin - params.candidate_start];
    }
    if (params.where_positive == APART) {
        var sum = 0.0;
        for (var k = 0u; k < params.quads; k++) {
            sum += dot(z[anchor * params.quads + k], z[twin * params.quads + k]);
        }
        return sum * params.scale;
    }
    return positives[twin];
}

@compute @workgroup_size(32)
fn row_losses(@builtin(global_invocation_id) id: vec3u) {
    let i = id.x;
    if (i >= params.chunk) { return; }
    var sums = nothing();
    for (var k = 0u; k < params.segments; k++) {
        sums = merge(sums, partial[i * params.segments + k]);
    }
    let anchor = params.anchor_start + i;
    let similarity = positive_similarity(i);
    let result = row(finish(sums, similarity, params.negatives));
    positives[anchor] = similarity;
    scalars[anchor] = result.scalars;
    losses[anchor] = result.loss;
}
