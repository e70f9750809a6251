// ∂loss/∂(z_i·z_j) in place of s_ij, for a chunk of similarities; zeros in the padding.
// Twin: src/compute/cpu/contrastive.rs. Appended: statistics.wgsl, relation.wgsl, the loss.

struct Params {
    rows: u32,            // of the batch, for `relation`
    chunk: u32,
    cols: u32,
    quads: u32,           // row length of s in vec4
    anchor_start: u32,
    candidate_start: u32,
    both: u32,            // 1: the candidate is an anchor too, and has i for a candidate
    weight: f32,          // 1 / (anchors · temperature)
    power_0: f32,
    power_1: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> s: array<vec4f>;
@group(0) @binding(2) var<storage, read> scalars: array<vec4f>;

fn pair(kind: u32, similarity: f32, mine: vec4f) -> f32 {
    if (kind == NEGATIVE) { return negative(similarity, mine); }
    return positive(similarity, mine);
}

fn coefficient(i: u32, column: u32, similarity: f32) -> f32 {
    if (column >= params.cols) { return 0.0; }
    let j = params.candidate_start + column;
    let kind = relation(i, j);
    if (kind == EXCLUDED) { return 0.0; }
    var sum = pair(kind, similarity, scalars[i]);
    if (params.both == 1u) { sum += pair(kind, similarity, scalars[j]); }
    return params.weight * sum;
}

@compute @workgroup_size(16, 4)
fn coefficients(@builtin(global_invocation_id) id: vec3u) {
    if (id.x >= params.quads || id.y >= params.chunk) { return; }
    let at = id.y * params.quads + id.x;
    let i = params.anchor_start + id.y;
    let j = id.x * 4u;
    let q = s[at];
    s[at] = vec4f(coefficient(i, j, q.x), coefficient(i, j + 1u, q.y),
        coefficient(i, j + 2u, q.z), coefficient(i, j + 3u, q.w));
}
