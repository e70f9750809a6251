// Negatives that belong to one anchor each: their similarities, and the gradient's two products.
// Nothing is shared between anchors here, so there is no tile to keep.
// Twin: src/compute/cpu/contrastive.rs.

struct Params {
    rows: u32,
    count: u32,
    stride: u32, // row length of s
    quads: u32,  // row length of z in vec4
    dim: u32,    // row length of dz
    scale: f32,  // 1 / temperature
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read_write> s: array<f32>;
@group(0) @binding(2) var<storage, read> z: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> dz: array<f32>;

fn negative_row(i: u32, j: u32) -> u32 {
    return 2u * params.rows + i * params.count + j;
}

fn store(row: u32, k: u32, value: vec4f) {
    let at = row * params.dim + k * 4u;
    let left = params.dim - k * 4u;
    dz[at] = value.x;
    if (left > 1u) { dz[at + 1u] = value.y; }
    if (left > 2u) { dz[at + 2u] = value.z; }
    if (left > 3u) { dz[at + 3u] = value.w; }
}

@compute @workgroup_size(16, 4)
fn similarities(@builtin(global_invocation_id) id: vec3u) {
    if (id.x >= params.count || id.y >= params.rows) { return; }
    let anchor = id.y * params.quads;
    let other = negative_row(id.y, id.x) * params.quads;
    var sum = 0.0;
    for (var k = 0u; k < params.quads; k++) {
        sum += dot(z[anchor + k], z[other + k]);
    }
    s[id.y * params.stride + id.x] = sum * params.scale;
}

// dz of anchor i: Σ_j p[i, j] z[negative j of i].
@compute @workgroup_size(8, 8)
fn anchors(@builtin(global_invocation_id) id: vec3u) {
    if (id.x >= params.quads || id.y >= params.rows) { return; }
    var sum = vec4f();
    for (var j = 0u; j < params.count; j++) {
        sum += s[id.y * params.stride + j] * z[negative_row(id.y, j) * params.quads + id.x];
    }
    store(id.y, id.x, sum);
}

// dz of negative j of i: p[i, j] z[i].
@compute @workgroup_size(16, 4)
fn negatives(@builtin(global_invocation_id) id: vec3u) {
    if (id.x >= params.count || id.y >= params.rows) { return; }
    let p = s[id.y * params.stride + id.x];
    for (var k = 0u; k < params.quads; k++) {
        store(negative_row(id.y, id.x), k, p * z[id.y * params.quads + k]);
    }
}
