// dz of a chunk's anchors: dz[i] = Σ_j p[i, j] z[j], over all candidates j.
// Twin: src/compute/cpu/contrastive.rs. A thread keeps TILE rows × 8 numbers in registers;
// `matrix * vector` with rows of z as columns is four of them, weighted by four coefficients.
// A line with `$` stands for TILE lines, with 0, 1, 2 … in its place (kernel.rs).

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
    let i = id.y * TILE;
    let k = id.x * 2u;
    if (i >= params.chunk || k >= params.quads) { return; }
    let right = min(k + 1u, params.quads - 1u);
    let r$ = min(i + $u, params.chunk - 1u) * params.stride;
    let quads = params.quads;
    let stride = params.stride;
    let last = params.last_source;
    var source = params.source_start;
    var a$ = vec4f(); var b$ = vec4f();
    for (var q = 0u; q < stride; q++) {
        let z0 = source * quads;
        let z1 = min(source + 1u, last) * quads;
        let z2 = min(source + 2u, last) * quads;
        let z3 = min(source + 3u, last) * quads;
        source += 4u;
        let a = mat4x4f(z[z0 + k], z[z1 + k], z[z2 + k], z[z3 + k]);
        let b = mat4x4f(z[z0 + right], z[z1 + right], z[z2 + right], z[z3 + right]);
        let p$ = p[r$ + q]; a$ += a * p$; b$ += b * p$;
    }
    let c = k * 4u;
    store(i + $u, c, a$); store(i + $u, c + 4u, b$);
}
