// dz of the candidates: dz[j] = Σ_i p[i, j] z[i], over a chunk's anchors i; later chunks add.
// Twin: src/compute/cpu/contrastive.rs. A thread keeps 8 candidates × 8 numbers in registers.

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

@compute @workgroup_size(2, 16)
fn product_transposed(@builtin(global_invocation_id) id: vec3u) {
    let j = id.y * 8u;
    let k = id.x * 2u;
    if (j >= params.cols || k >= params.quads) { return; }
    let right = min(k + 1u, params.quads - 1u);
    var a0 = vec4f(); var b0 = vec4f();
    var a1 = vec4f(); var b1 = vec4f();
    var a2 = vec4f(); var b2 = vec4f();
    var a3 = vec4f(); var b3 = vec4f();
    var a4 = vec4f(); var b4 = vec4f();
    var a5 = vec4f(); var b5 = vec4f();
    var a6 = vec4f(); var b6 = vec4f();
    var a7 = vec4f(); var b7 = vec4f();
    for (var i = 0u; i < params.chunk; i++) {
        let low = p[i * params.stride + id.y * 2u];
        let high = p[i * params.stride + id.y * 2u + 1u];
        let row = (params.source_start + i) * params.quads;
        let a = z[row + k];
        let b = z[row + right];
        a0 += low.x * a; b0 += low.x * b;
        a1 += low.y * a; b1 += low.y * b;
        a2 += low.z * a; b2 += low.z * b;
        a3 += low.w * a; b3 += low.w * b;
        a4 += high.x * a; b4 += high.x * b;
        a5 += high.y * a; b5 += high.y * b;
        a6 += high.z * a; b6 += high.z * b;
        a7 += high.w * a; b7 += high.w * b;
    }
    let c = k * 4u;
    store(j, c, a0); store(j, c + 4u, b0);
    store(j + 1u, c, a1); store(j + 1u, c + 4u, b1);
    store(j + 2u, c, a2); store(j + 2u, c + 4u, b2);
    store(j + 3u, c, a3); store(j + 3u, c + 4u, b3);
    store(j + 4u, c, a4); store(j + 4u, c + 4u, b4);
    store(j + 5u, c, a5); store(j + 5u, c + 4u, b5);
    store(j + 6u, c, a6); store(j + 6u, c + 4u, b6);
    store(j + 7u, c, a7); store(j + 7u, c + 4u, b7);
}
