// Embeddings of at most sixteen numbers: the whole row fits in registers, so statistics and gradient
// need no stored similarities at all, only two passes. Twin: src/compute/cpu/contrastive.rs.
// A thread owns four rows of z. Appended: statistics.wgsl, the loss.

struct Params {
    rows: u32,       // of the batch
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
    parameter_0: f32,     // of the loss
    parameter_1: f32,
    parameter_2: f32,
    parameter_3: f32,
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

fn load(index: u32, quads: u32) -> Row {
    let at = index * quads;
    var r = Row(z[at], vec4f(), vec4f(), vec4f());
    if (quads > 1u) { r.b = z[at + 1u]; }
    if (quads > 2u) { r.c = z[at + 2u]; }
    if (quads > 3u) { r.d = z[at + 3u]; }
    return r;
}

fn product(x: Row, y: Row) -> f32 {
    return dot(x.a, y.a) + dot(x.b, y.b) + dot(x.c, y.c) + dot(x.d, y.d);
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

// The positive of a row: in the other half, at the same place.
fn twin_of(i: u32) -> u32 {
    return select(i + params.rows, i - params.rows, i >= params.rows);
}

struct Collected {
    sums: vec4f,
    positive: f32,
}

fn look(so_far: Collected, s: f32, is_self: bool, is_positive: bool, powers: vec2f) -> Collected {
    let sums = collect(so_far.sums, select(s, EMPTY, is_self || is_positive), powers);
    return Collected(sums, select(so_far.positive, s, is_positive));
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
    let quads = params.quads;
    let scale = params.scale;
    let x0 = load(i, quads);
    let x1 = load(min(i + 1u, end - 1u), quads);
    let x2 = load(min(i + 2u, end - 1u), quads);
    let x3 = load(min(i + 3u, end - 1u), quads);
    var c0 = Collected(nothing(), 0.0);
    var c1 = c0;
    var c2 = c0;
    var c3 = c0;
    let twin = twin_of(i);
    let powers = powers();
    let range = candidates(i);
    for (var j = range.x; j < range.y; j++) {
        let other = load(j, quads);
        c0 = look(c0, scale * product(x0, other), j == i, j == twin, powers);
        c1 = look(c1, scale * product(x1, other), j == i + 1u, j == twin + 1u, powers);
        c2 = look(c2, scale * product(x2, other), j == i + 2u, j == twin + 2u, powers);
        c3 = look(c3, scale * product(x3, other), j == i + 3u, j == twin + 3u, powers);
    }
    leave(i, c0);
    if (i + 1u < end) { leave(i + 1u, c1); }
    if (i + 2u < end) { leave(i + 2u, c2); }
    if (i + 3u < end) { leave(i + 3u, c3); }
}

// ∂loss/∂(z_i·z_j): i as j's anchor and j as i's, where they are anchors (1, else 0).
fn coefficient(s: f32, mine: vec4f, its: vec4f, anchors: vec2f) -> f32 {
    return anchors.x * negative(s, mine) + anchors.y * negative(s, its);
}

// The same for candidate j of a row that it may be itself, or the positive of.
fn corrected(c: f32, s: f32, mine: vec4f, its: vec4f, anchors: vec2f, is_self: bool, is_positive: bool) -> f32 {
    let pulled = anchors.x * positive(s, mine) + anchors.y * positive(s, its);
    return select(select(c, pulled, is_positive), 0.0, is_self);
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
    let quads = params.quads;
    let x0 = load(i, quads);
    let x1 = load(min(i + 1u, end - 1u), quads);
    let x2 = load(min(i + 2u, end - 1u), quads);
    let x3 = load(min(i + 3u, end - 1u), quads);
    let m0 = scalars[i];
    let m1 = scalars[min(i + 1u, end - 1u)];
    let m2 = scalars[min(i + 2u, end - 1u)];
    let m3 = scalars[min(i + 3u, end - 1u)];
    var d0 = Row();
    var d1 = Row();
    var d2 = Row();
    var d3 = Row();
    let all = params.anchors;
    let weight = params.weight;
    let scale = params.scale;
    let twin = twin_of(i);
    let range = candidates(i);
    for (var j = range.x; j < range.y; j++) {
        let other = load(j, quads);
        let its = scalars[j];
        let anchors = weight * vec2f(f32(i < all), f32(j < all));
        let s = scale * vec4f(product(x0, other), product(x1, other), product(x2, other), product(x3, other));
        var c = vec4f(coefficient(s.x, m0, its, anchors), coefficient(s.y, m1, its, anchors),
            coefficient(s.z, m2, its, anchors), coefficient(s.w, m3, its, anchors));
        // One of the four rows, or a positive of one; differences below zero are large. Rare: a `while`
        // for an `if`, as in statistics.wgsl.
        let mine = vec2u(j - i, j - twin);
        var wrong = any(mine < vec2u(4u));
        while (wrong) {
            c.x = corrected(c.x, s.x, m0, its, anchors, mine.x == 0u, mine.y == 0u);
            c.y = corrected(c.y, s.y, m1, its, anchors, mine.x == 1u, mine.y == 1u);
            c.z = corrected(c.z, s.z, m2, its, anchors, mine.x == 2u, mine.y == 2u);
            c.w = corrected(c.w, s.w, m3, its, anchors, mine.x == 3u, mine.y == 3u);
            wrong = false;
        }
        d0 = add(d0, c.x, other);
        d1 = add(d1, c.y, other);
        d2 = add(d2, c.z, other);
        d3 = add(d3, c.w, other);
    }
    store(i, d0);
    if (i + 1u < end) { store(i + 1u, d1); }
    if (i + 2u < end) { store(i + 2u, d2); }
    if (i + 3u < end) { store(i + 3u, d3); }
}
