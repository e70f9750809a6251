// Statistics of a chunk of similarities: of its rows, in segments, and of its columns, carried on
// from chunk to chunk (where rows and columns are both anchors: CLIP).
// Twin: src/compute/cpu/contrastive.rs. Appended: statistics.wgsl, relation.wgsl.

struct Params {
    rows: u32,            // of the batch, for `relation`
    chunk: u32,           // rows of this chunk
    cols: u32,
    stride: u32,          // row length of s
    anchor_start: u32,    // row of z that the chunk's first row is
    candidate_start: u32, // and its first column
    segments: u32,
    first: u32,           // 1: forget what earlier chunks left
    power_0: f32,
    power_1: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> s: array<f32>;
@group(0) @binding(2) var<storage, read_write> partial: array<vec4f>;

@compute @workgroup_size(64)
fn of_rows(@builtin(global_invocation_id) id: vec3u) {
    let at = id.x + id.y * 4194240u;
    let i = at / params.segments;
    if (i >= params.chunk) { return; }
    let length = (params.cols + params.segments - 1u) / params.segments;
    let begin = (at % params.segments) * length;
    let end = min(begin + length, params.cols);
    var sums = nothing();
    for (var j = begin; j < end; j++) {
        if (relation(params.anchor_start + i, params.candidate_start + j) == NEGATIVE) {
            sums = collect(sums, s[i * params.stride + j]);
        }
    }
    partial[at] = sums;
}

@compute @workgroup_size(32)
fn of_columns(@builtin(global_invocation_id) id: vec3u) {
    let j = id.x;
    if (j >= params.cols) { return; }
    var sums = nothing();
    if (params.first == 0u) { sums = partial[j]; }
    for (var i = 0u; i < params.chunk; i++) {
        if (relation(params.anchor_start + i, params.candidate_start + j) == NEGATIVE) {
            sums = collect(sums, s[i * params.stride + j]);
        }
    }
    partial[j] = sums;
}
