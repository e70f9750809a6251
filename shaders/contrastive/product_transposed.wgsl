// dz of the candidates: dz[j] = Σ_i p[i, j] z[i], over a chunk's anchors i; later chunks add.
// Twin: src/compute/cpu/contrastive.rs. A thread keeps TILE candidates × 8 numbers in
// registers. A line with `$` stands for TILE lines, with 0, 1, 2 … in its place (kernel.rs).

struct Params {
    chunk: u32,           // rows of p
    cols: u32,
    stride: u32,          // row length of p in vec4
    quads: u32,           // row length of z in vec4
    dim: u32,             // row length of dz
    source_start: u32,    // row of z that row 0 of p is
    target_start: u32,    // row of dz that column 0 of p is
    first: u32,           // 1: set, do not add
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> p: array<vec4f>;
@group(0) @binding(2) var<storage, read> z: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> dz: array<f32>;

fn store_one(at: u32, k: u32, value: f32) {
    if (k >= params.dim) { return; }
    if (params.first == 1u) { dz[at] = value; } else { dz[at] += value; }
}

fn store(j: u32, k: u32, value: vec4f) {
    if (j >= params.cols) { return; }
    let at = (params.target_start + j) * params.dim + k;
    store_one(at, k, value.x);
    store_one(at + 1u, k + 1u, value.y);
    store_one(at + 2u, k + 2u, value.z);
    store_one(at + 3u, k + 3u, value.w);
}

fn four_quads(at: u32) -> mat4x4f {
    return mat4x4f(p[at], p[at + 1u], p[at + 2u], p[at + 3u]);
}

@compute @workgroup_size(2, 16)
fn product_transposed(@builtin(global_invocation_id) id: vec3u) {
    let j = id.y * TILE;
    let k = id.x * 2u;
    if (j >= params.cols || k >= params.quads) { return; }
    let right = min(k + 1u, params.quads - 1u);
    let quads = params.quads;
    let stride = params.stride;
    let count = params.chunk;
    let first = params.source_start * quads;
    var a$ = vec4f(); var b$ = vec4f();
    // Four anchors at a time; beyond the last their coefficients count as zero.
    for (var i = 0u; i < count; i += 4u) {
        let i1 = min(i + 1u, count - 1u);
        let i2 = min(i + 2u, count - 1u);
        let i3 = min(i + 3u, count - 1u);
        let there = vec4f(1.0, f32(i + 1u < count), f32(i + 2u < count), f32(i + 3u < count));
        let p0 = four_quads(i * stride + j / 4u);
        let p1 = four_quads(i1 * stride + j / 4u);
        let p2 = four_quads(i2 * stride + j / 4u);
        let p3 = four_quads(i3 * stride + j / 4u);
        let z0 = first + i * quads;
        let z1 = first + i1 * quads;
        let z2 = first + i2 * quads;
        let z3 = first + i3 * quads;
        let a = mat4x4f(z[z0 + k], z[z1 + k] * there.y, z[z2 + k] * there.z, z[z3 + k] * there.w);
        let b = mat4x4f(z[z0 + right], z[z1 + right] * there.y, z[z2 + right] * there.z, z[z3 + right] * there.w);
        let q$ = vec4f(p0[$ / 4][$ % 4], p1[$ / 4][$ % 4], p2[$ / 4][$ % 4], p3[$ / 4][$ % 4]); a$ += a * q$; b$ += b * q$;
    }
    let c = k * 4u;
    store(j + $u, c, a$); store(j + $u, c + 4u, b$);
}
