// s[i, j] = scale · u[i]·v[j], for every batch: the dot products of which everything is made.
// Twin: src/compute/cpu/similarity.rs.
//
// A thread keeps an 8×8 tile of s in registers and reads rows four numbers at a time; no shared
// memory and no barriers, which cost more than they save on software adapters. `row * matrix` with
// the columns of the matrix being rows of v is four dot products.

struct Params {
    rows: u32,
    cols: u32,
    quads: u32,      // row length of u and v in vec4
    u_start: u32,    // first row of u, of v
    v_start: u32,
    batch_start: u32, // first batch of this dispatch
    stride: u32,     // row length of s
    scale: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> u: array<vec4f>;
@group(0) @binding(2) var<storage, read> v: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> s: array<f32>;

fn store(base: u32, i: u32, j: u32, value: vec4f) {
    if (i >= params.rows) { return; }
    let at = base + i * params.stride + j;
    let scaled = value * params.scale;
    if (j < params.cols) { s[at] = scaled.x; }
    if (j + 1u < params.cols) { s[at + 1u] = scaled.y; }
    if (j + 2u < params.cols) { s[at + 2u] = scaled.z; }
    if (j + 3u < params.cols) { s[at + 3u] = scaled.w; }
}

@compute @workgroup_size(8, 4)
fn similarity(@builtin(global_invocation_id) id: vec3u) {
    let i = id.y * 8u;
    let j = id.x * 8u;
    if (i >= params.rows || j >= params.cols) { return; }
    // Rows beyond the edge repeat the last one: read safely, never stored.
    let batch = params.batch_start + id.z;
    let last_u = params.u_start + batch * params.rows + params.rows - 1u;
    let last_v = params.v_start + batch * params.cols + params.cols - 1u;
    let row = params.u_start + batch * params.rows + i;
    let col = params.v_start + batch * params.cols + j;
    let q = params.quads;
    let r0 = row * q;
    let r1 = min(row + 1u, last_u) * q;
    let r2 = min(row + 2u, last_u) * q;
    let r3 = min(row + 3u, last_u) * q;
    let r4 = min(row + 4u, last_u) * q;
    let r5 = min(row + 5u, last_u) * q;
    let r6 = min(row + 6u, last_u) * q;
    let r7 = min(row + 7u, last_u) * q;
    let c0 = col * q;
    let c1 = min(col + 1u, last_v) * q;
    let c2 = min(col + 2u, last_v) * q;
    let c3 = min(col + 3u, last_v) * q;
    let c4 = min(col + 4u, last_v) * q;
    let c5 = min(col + 5u, last_v) * q;
    let c6 = min(col + 6u, last_v) * q;
    let c7 = min(col + 7u, last_v) * q;

    var a0 = vec4f(); var b0 = vec4f();
    var a1 = vec4f(); var b1 = vec4f();
    var a2 = vec4f(); var b2 = vec4f();
    var a3 = vec4f(); var b3 = vec4f();
    var a4 = vec4f(); var b4 = vec4f();
    var a5 = vec4f(); var b5 = vec4f();
    var a6 = vec4f(); var b6 = vec4f();
    var a7 = vec4f(); var b7 = vec4f();
    for (var k = 0u; k < q; k++) {
        let a = mat4x4f(v[c0 + k], v[c1 + k], v[c2 + k], v[c3 + k]);
        let b = mat4x4f(v[c4 + k], v[c5 + k], v[c6 + k], v[c7 + k]);
        let u0 = u[r0 + k]; a0 += u0 * a; b0 += u0 * b;
        let u1 = u[r1 + k]; a1 += u1 * a; b1 += u1 * b;
        let u2 = u[r2 + k]; a2 += u2 * a; b2 += u2 * b;
        let u3 = u[r3 + k]; a3 += u3 * a; b3 += u3 * b;
        let u4 = u[r4 + k]; a4 += u4 * a; b4 += u4 * b;
        let u5 = u[r5 + k]; a5 += u5 * a; b5 += u5 * b;
        let u6 = u[r6 + k]; a6 += u6 * a; b6 += u6 * b;
        let u7 = u[r7 + k]; a7 += u7 * a; b7 += u7 * b;
    }

    let base = batch * params.rows * params.stride;
    store(base, i, j, a0); store(base, i, j + 4u, b0);
    store(base, i + 1u, j, a1); store(base, i + 1u, j + 4u, b1);
    store(base, i + 2u, j, a2); store(base, i + 2u, j + 4u, b2);
    store(base, i + 3u, j, a3); store(base, i + 3u, j + 4u, b3);
    store(base, i + 4u, j, a4); store(base, i + 4u, j + 4u, b4);
    store(base, i + 5u, j, a5); store(base, i + 5u, j + 4u, b5);
    store(base, i + 6u, j, a6); store(base, i + 6u, j + 4u, b6);
    store(base, i + 7u, j, a7); store(base, i + 7u, j + 4u, b7);
}
