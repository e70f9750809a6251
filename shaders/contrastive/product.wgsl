// dz of a chunk's anchors: dz[i] = Σ_j p[i, j] z[j], over all candidates j.
// Twin: src/compute/cpu/contrastive.rs. A thread keeps 8 rows × 8 numbers in registers; `matrix *
// vector` with rows of z as columns is four of them, weighted by four coefficients.

struct Params {
    chunk: u32,           // rows of p
    stride: u32,          // row length of p in vec4; its padding is zero
    quads: u32,           // row length of z in vec4
    dim: u32,             // row length of dz
    source_start: u32,    // row of z that column 0 of p is
    last_source: u32,     // and the last that may be read
    target_start: u32,    // row of dz that row 0 of p is
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> p: array<vec4f>;
@group(0) @binding(2) var<storage, read> z: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> dz: array<f32>;

fn store(i: u32, k: u32, value: vec4f) {
    if (i >= params.chunk) { return; }
    let at = (params.target_start + i) * params.dim + k;
    if (k < params.dim) { dz[at] = value.x; }
    if (k + 1u < params.dim) { dz[at + 1u] = value.y; }
    if (k + 2u < params.dim) { dz[at + 2u] = value.z; }
    if (k + 3u < params.dim) { dz[at + 3u] = value.w; }
}

@compute @workgroup_size(2, 16)
fn product(@builtin(global_invocation_id) id: vec3u) {
    let i = id.y * 8u;
    let k = id.x * 2u;
    if (i >= params.chunk || k >= params.quads) { return; }
    let right = min(k + 1u, params.quads - 1u);
    let last = params.chunk - 1u;
    let r0 = i * params.stride;
    let r1 = min(i + 1u, last) * params.stride;
    let r2 = min(i + 2u, last) * params.stride;
    let r3 = min(i + 3u, last) * params.stride;
    let r4 = min(i + 4u, last) * params.stride;
    let r5 = min(i + 5u, last) * params.stride;
    let r6 = min(i + 6u, last) * params.stride;
    let r7 = min(i + 7u, last) * params.stride;
    var a0 = vec4f(); var b0 = vec4f();
    var a1 = vec4f(); var b1 = vec4f();
    var a2 = vec4f(); var b2 = vec4f();
    var a3 = vec4f(); var b3 = vec4f();
    var a4 = vec4f(); var b4 = vec4f();
    var a5 = vec4f(); var b5 = vec4f();
    var a6 = vec4f(); var b6 = vec4f();
    var a7 = vec4f(); var b7 = vec4f();
    for (var q = 0u; q < params.stride; q++) {
        let source = params.source_start + q * 4u;
        let z0 = source * params.quads;
        let z1 = min(source + 1u, params.last_source) * params.quads;
        let z2 = min(source + 2u, params.last_source) * params.quads;
        let z3 = min(source + 3u, params.last_source) * params.quads;
        let a = mat4x4f(z[z0 + k], z[z1 + k], z[z2 + k], z[z3 + k]);
        let b = mat4x4f(z[z0 + right], z[z1 + right], z[z2 + right], z[z3 + right]);
        let p0 = p[r0 + q]; a0 += a * p0; b0 += b * p0;
        let p1 = p[r1 + q]; a1 += a * p1; b1 += b * p1;
        let p2 = p[r2 + q]; a2 += a * p2; b2 += b * p2;
        let p3 = p[r3 + q]; a3 += a * p3; b3 += b * p3;
        let p4 = p[r4 + q]; a4 += a * p4; b4 += b * p4;
        let p5 = p[r5 + q]; a5 += a * p5; b5 += b * p5;
        let p6 = p[r6 + q]; a6 += a * p6; b6 += b * p6;
        let p7 = p[r7 + q]; a7 += a * p7; b7 += b * p7;
    }
    let c = k * 4u;
    store(i, c, a0); store(i, c + 4u, b0);
    store(i + 1u, c, a1); store(i + 1u, c + 4u, b1);
    store(i + 2u, c, a2); store(i + 2u, c + 4u, b2);
    store(i + 3u, c, a3); store(i + 3u, c + 4u, b3);
    store(i + 4u, c, a4); store(i + 4u, c + 4u, b4);
    store(i + 5u, c, a5); store(i + 5u, c + 4u, b5);
    store(i + 6u, c, a6); store(i + 6u, c + 4u, b6);
    store(i + 7u, c, a7); store(i + 7u, c + 4u, b7);
}
