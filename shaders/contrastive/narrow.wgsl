// Embeddings of at most sixteen numbers: the whole row fits in registers, so statistics and gradient
// need no stored similarities at all, only two passes. Twin: src/compute/cpu/contrastive.rs.
// A thread owns four rows of z. Appended: statistics.wgsl, relation.wgsl, the loss.

struct Params {
    rows: u32,       // of the batch, for `relation`
    anchors: u32,    // rows of z below this are anchors
    cross: u32,      // 1: candidates are the other half of z only; 0: all of it
    quads: u32,      // row length of z in vec4, 1 to 4
    dim: u32,
    scale: f32,      // 1 / temperature
    weight: f32,     // 1 / (anchors · temperature)
    negatives: f32,
    power_0: f32,
    power_1: f32,
    lowest: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> z: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> scalars: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> losses: array<f32>;
@group(0) @binding(4) var<storage, read_write> dz: array<f32>;

struct Row {
    a: vec4f,
    b: vec4f,
    c: vec4f,
    d: vec4f,
}

fn load(index: u32) -> Row {
    let at = index * params.quads;
    var r = Row(z[at], vec4f(), vec4f(), vec4f());
    if (params.quads > 1u) { r.b = z[at + 1u]; }
    if (params.quads > 2u) { r.c = z[at + 2u]; }
    if (params.quads > 3u) { r.d = z[at + 3u]; }
    return r;
}

fn similarity(x: Row, y: Row) -> f32 {
    return (dot(x.a, y.a) + dot(x.b, y.b) + dot(x.c, y.c) + dot(x.d, y.d)) * params.scale;
}

fn add(sum: Row, weight: f32, y: Row) -> Row {
    return Row(sum.a + weight * y.a, sum.b + weight * y.b, sum.c + weight * y.c, sum.d + weight * y.d);
}

// Candidates of row i: [begin, end).
fn candidates(i: u32) -> vec2u {
    if (params.cross == 0u) { return vec2u(0u, 2u * params.rows); }
    if (i < params.rows) { return vec2u(params.rows, 2u * params.rows); }
    return vec2u(0u, params.rows);
}

struct Collected {
    sums: vec4f,
    positive: f32,
}

fn look(i: u32, j: u32, mine: Row, other: Row, so_far: Collected) -> Collected {
    let kind = relation(i, j);
    if (kind == EXCLUDED) { return so_far; }
    let s = similarity(mine, other);
    if (kind == POSITIVE) { return Collected(so_far.sums, s); }
    return Collected(collect(so_far.sums, s, powers()), so_far.positive);
}

fn leave(i: u32, collected: Collected) {
    if (i >= params.anchors) { return; }
    let result = row(finish(collected.sums, collected.positive, params.negatives));
    scalars[i] = result.scalars;
    losses[i] = result.loss;
}

// Four neighbouring rows share their candidates: `first` in each half starts at a multiple of four.
fn first_row(index: u32) -> u32 {
    let groups = (params.rows + 3u) / 4u;
    if (index < groups) { return index * 4u; }
    return params.rows + (index - groups) * 4u;
}

fn end_of_half(i: u32) -> u32 {
    return select(2u * params.rows, params.rows, i < params.rows);
}

@compute @workgroup_size(16)
fn narrow_statistics(@builtin(global_invocation_id) id: vec3u) {
    let i = first_row(id.x);
    if (i >= params.anchors) { return; }
    let end = end_of_half(i);
    let x0 = load(i);
    let x1 = load(min(i + 1u, end - 1u));
    let x2 = load(min(i + 2u, end - 1u));
    let x3 = load(min(i + 3u, end - 1u));
    var c0 = Collected(nothing(), 0.0);
    var c1 = c0;
    var c2 = c0;
    var c3 = c0;
    let range = candidates(i);
    for (var j = range.x; j < range.y; j++) {
        let other = load(j);
        c0 = look(i, j, x0, other, c0);
        c1 = look(i + 1u, j, x1, other, c1);
        c2 = look(i + 2u, j, x2, other, c2);
        c3 = look(i + 3u, j, x3, other, c3);
    }
    leave(i, c0);
    if (i + 1u < end) { leave(i + 1u, c1); }
    if (i + 2u < end) { leave(i + 2u, c2); }
    if (i + 3u < end) { leave(i + 3u, c3); }
}

fn pair(kind: u32, s: f32, its: vec4f) -> f32 {
    if (kind == NEGATIVE) { return negative(s, its); }
    return positive(s, its);
}

// ∂loss/∂(z_i·z_j): i as j's anchor and j as i's.
fn coefficient(i: u32, j: u32, s: f32, mine: vec4f, its: vec4f) -> f32 {
    let kind = relation(i, j);
    if (kind == EXCLUDED) { return 0.0; }
    var sum = 0.0;
    if (i < params.anchors) { sum += pair(kind, s, mine); }
    if (j < params.anchors) { sum += pair(kind, s, its); }
    return sum * params.weight;
}

fn store_quad(at: u32, k: u32, value: vec4f) {
    if (k < params.dim) { dz[at + k] = value.x; }
    if (k + 1u < params.dim) { dz[at + k + 1u] = value.y; }
    if (k + 2u < params.dim) { dz[at + k + 2u] = value.z; }
    if (k + 3u < params.dim) { dz[at + k + 3u] = value.w; }
}

fn store(i: u32, value: Row) {
    let at = i * params.dim;
    store_quad(at, 0u, value.a);
    store_quad(at, 4u, value.b);
    store_quad(at, 8u, value.c);
    store_quad(at, 12u, value.d);
}

@compute @workgroup_size(16)
fn narrow_gradient(@builtin(global_invocation_id) id: vec3u) {
    let i = first_row(id.x);
    if (i >= 2u * params.rows) { return; }
    let end = end_of_half(i);
    let x0 = load(i);
    let x1 = load(min(i + 1u, end - 1u));
    let x2 = load(min(i + 2u, end - 1u));
    let x3 = load(min(i + 3u, end - 1u));
    let m0 = scalars[i];
    let m1 = scalars[min(i + 1u, end - 1u)];
    let m2 = scalars[min(i + 2u, end - 1u)];
    let m3 = scalars[min(i + 3u, end - 1u)];
    var d0 = Row();
    var d1 = Row();
    var d2 = Row();
    var d3 = Row();
    let range = candidates(i);
    for (var j = range.x; j < range.y; j++) {
        let other = load(j);
        let its = scalars[j];
        d0 = add(d0, coefficient(i, j, similarity(x0, other), m0, its), other);
        d1 = add(d1, coefficient(i + 1u, j, similarity(x1, other), m1, its), other);
        d2 = add(d2, coefficient(i + 2u, j, similarity(x2, other), m2, its), other);
        d3 = add(d3, coefficient(i + 3u, j, similarity(x3, other), m3, its), other);
    }
    store(i, d0);
    if (i + 1u < end) { store(i + 1u, d1); }
    if (i + 2u < end) { store(i + 2u, d2); }
    if (i + 3u < end) { store(i + 3u, d3); }
}
