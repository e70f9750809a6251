// s[i, j] = scale · u[i]·v[j], for every batch: the dot products of which everything is made.
// Twin: src/compute/cpu/similarity.rs.
//
// A thread keeps TILE rows × 8 columns of s in registers and reads rows four numbers at a time; no
// shared memory and no barriers, which cost more than they save on software adapters. `row * matrix`
// with the columns of the matrix being rows of v is four dot products.
// A line with `$` stands for TILE lines, with 0, 1, 2 … in its place (kernel.rs).

struct Params {
    rows: u32,
    cols: u32,
    quads: u32,      // row length of u and v in vec4
    u_start: u32,    // first row of u, of v
    v_start: u32,
    batch_start: u32, // first batch of this dispatch
    stride: u32,     // row length of s
    symmetric: u32,  // 1: u is v, so what is below the diagonal is copied from above it
    scale: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> u: array<vec4f>;
@group(0) @binding(2) var<storage, read> v: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> s: array<f32>;

fn put(at: u32, step: u32, a: vec4f, b: vec4f) {
    s[at] = a.x;
    s[at + step] = a.y;
    s[at + 2u * step] = a.z;
    s[at + 3u * step] = a.w;
    s[at + 4u * step] = b.x;
    s[at + 5u * step] = b.y;
    s[at + 6u * step] = b.z;
    s[at + 7u * step] = b.w;
}

// The same where only columns up to `left` from the first are there.
fn put_some(at: u32, step: u32, a: vec4f, b: vec4f, left: u32) {
    s[at] = a.x;
    if (left > 8u) { s[at + step] = a.y; }
    if (left > 16u) { s[at + 2u * step] = a.z; }
    if (left > 24u) { s[at + 3u * step] = a.w; }
    if (left > 32u) { s[at + 4u * step] = b.x; }
    if (left > 40u) { s[at + 5u * step] = b.y; }
    if (left > 48u) { s[at + 6u * step] = b.z; }
    if (left > 56u) { s[at + 7u * step] = b.w; }
}

// A workgroup does 4·TILE rows × 64 columns. A thread's columns are 8 apart, so that neighbours write
// to neighbouring places.
@compute @workgroup_size(8, 4)
fn similarity(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) local: vec3u) {
    let i = (group.y * 4u + local.y) * TILE;
    let j = group.x * 64u + local.x;
    if (i >= params.rows || j >= params.cols) { return; }
    if (params.symmetric == 1u && group.x < group.y) { return; }
    // Rows beyond the edge repeat the last one: read safely, never stored.
    let batch = params.batch_start + group.z;
    let last_u = params.u_start + batch * params.rows + params.rows - 1u;
    let last_v = params.v_start + batch * params.cols + params.cols - 1u;
    let row = params.u_start + batch * params.rows + i;
    let col = params.v_start + batch * params.cols + j;
    let q = params.quads;
    let r$ = min(row + $u, last_u) * q;
    let c0 = col * q;
    let c1 = min(col + 8u, last_v) * q;
    let c2 = min(col + 16u, last_v) * q;
    let c3 = min(col + 24u, last_v) * q;
    let c4 = min(col + 32u, last_v) * q;
    let c5 = min(col + 40u, last_v) * q;
    let c6 = min(col + 48u, last_v) * q;
    let c7 = min(col + 56u, last_v) * q;

    var a$ = vec4f(); var b$ = vec4f();
    for (var k = 0u; k < q; k++) {
        let a = mat4x4f(v[c0 + k], v[c1 + k], v[c2 + k], v[c3 + k]);
        let b = mat4x4f(v[c4 + k], v[c5 + k], v[c6 + k], v[c7 + k]);
        let u$ = u[r$ + k]; a$ += u$ * a; b$ += u$ * b;
    }

    let stride = params.stride;
    let left = params.cols - j;
    let there = params.rows - i;
    let scale = params.scale;
    a$ *= scale; b$ *= scale;
    let at = (batch * params.rows + i) * stride + j;
    // One test for the whole tile: eight a row took a fifth of the time at 64 numbers a row.
    let whole = there >= TILE && left > 56u;
    if (whole) {
        put(at + $u * stride, 8u, a$, b$);
    } else {
        if ($u < there) { put_some(at + $u * stride, 8u, a$, b$, left); }
    }
    if (params.symmetric == 0u || group.x == group.y) { return; }
    let across = j * stride + i;
    if (whole) {
        put(across + $u, 8u * stride, a$, b$);
    } else {
        if ($u < there) { put_some(across + $u, 8u * stride, a$, b$, left); }
    }
}
