// ∂loss/∂(z_i·z_j) in place of s_ij, for a chunk of similarities; zeros in the padding.
// Twin: src/compute/cpu/contrastive/gradient.rs. A thread does four columns of eight rows, so that
// the columns' scalars are read once. Appended: statistics.wgsl, columns.wgsl, the loss, groups.wgsl or
// no_groups.wgsl.

struct Params {
    rows: u32,            // of the batch
    chunk: u32,
    cols: u32,
    quads: u32,           // row length of s in vec4
    anchor_start: u32,
    candidate_start: u32,
    both: u32,            // 1: the candidate is an anchor too, and has i for a candidate
    weight: f32,          // 1 / (anchors · temperature)
    groups_start: u32,
    power_0: f32,
    power_1: f32,
    lowest: f32,
    parameter_0: f32,     // of the loss
    parameter_1: f32,
    parameter_2: f32,
    parameter_3: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> s: array<vec4f>;
@group(0) @binding(2) var<storage, read> scalars: array<vec4f>;

// As a negative of row and of column; `both` is 0 or 1.
fn pair(similarity: f32, mine: vec4f, theirs: vec4f, both: f32) -> f32 {
    return negative(similarity, mine) + both * negative(similarity, theirs);
}

// Where a column is the anchor itself, its positive, or no column at all.
fn corrected(p: f32, column: u32, apart: vec2u, similarity: f32, mine: vec4f, theirs: vec4f, both: f32) -> f32 {
    var result = p;
    if (column == apart.y) { result = positive(similarity, mine) + both * positive(similarity, theirs); }
    return select(result, 0.0, column == apart.x || column >= params.cols);
}

@compute @workgroup_size(16, 4)
fn coefficients(@builtin(global_invocation_id) id: vec3u) {
    if (id.x >= params.quads) { return; }
    let columns = id.x * 4u + vec4u(0u, 1u, 2u, 3u);
    // Beyond the edge the last column's scalars are read, and what they give is not kept.
    let others = min(columns, vec4u(params.cols - 1u)) + params.candidate_start;
    let a = scalars[others.x];
    let b = scalars[others.y];
    let c = scalars[others.z];
    let d = scalars[others.w];
    let both = f32(params.both);
    let weight = params.weight;
    let quads = params.quads;
    let end = min(id.y * 8u + 8u, params.chunk);
    let edge = columns.w >= params.cols;
    for (var i = id.y * 8u; i < end; i++) {
        let anchor = params.anchor_start + i;
        let mine = scalars[anchor];
        let apart = columns_apart(anchor);
        let q = s[i * quads + id.x];
        var p = vec4f(pair(q.x, mine, a, both), pair(q.y, mine, b, both),
            pair(q.z, mine, c, both), pair(q.w, mine, d, both));
        if (GROUPED) {
            p = select(p, vec4f(), are(ABSENT, anchor, others));
            if (TOGETHER) {
                let theirs = vec4f(extra(a), extra(b), extra(c), extra(d));
                p += select(vec4f(), extra(mine) + both * theirs, are(POSITIVE, anchor, others));
            }
        }
        // Rare: a `while` for an `if`, as in statistics.wgsl.
        var wrong = edge || any(is_apart(columns, apart));
        while (wrong) {
            wrong = false;
            p.x = corrected(p.x, columns.x, apart, q.x, mine, a, both);
            p.y = corrected(p.y, columns.y, apart, q.y, mine, b, both);
            p.z = corrected(p.z, columns.z, apart, q.z, mine, c, both);
            p.w = corrected(p.w, columns.w, apart, q.w, mine, d, both);
        }
        s[i * quads + id.x] = weight * p;
    }
}
