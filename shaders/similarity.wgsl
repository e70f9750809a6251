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

fn put(at: u32, a: vec4f, b: vec4f, p: vec4u, q: vec4u) {
    s[at + p.x] = a.x;
    s[at + p.y] = a.y;
    s[at + p.z] = a.z;
    s[at + p.w] = a.w;
    s[at + q.x] = b.x;
    s[at + q.y] = b.y;
    s[at + q.z] = b.z;
    s[at + q.w] = b.w;
}

// A workgroup does 4·TILE rows × 64 columns. A thread's columns are 8 apart, so that neighbours write
// to neighbouring places. Where the matrix ends, the tile's first row or column stands in: computed
// and stored again, which needs no branch.
@compute @workgroup_size(8, 4)
fn similarity(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) local: vec3u) {
    let i = (group.y * 4u + local.y) * TILE;
    let j = group.x * 64u + local.x;
    if (i >= params.rows || j >= params.cols) { return; }
    if (params.symmetric == 1u && group.x < group.y) { return; }
    let batch = params.batch_start + group.z;
    let q = params.quads;
    let rows = params.rows - i;
    let row = params.u_start + batch * params.rows + i;
    let i$ = select(0u, $u, $u < rows); let r$ = (row + i$) * q;
    let cols = vec4u(params.cols - j);
    let near = select(vec4u(), vec4u(0u, 8u, 16u, 24u), vec4u(0u, 8u, 16u, 24u) < cols);
    let far = select(vec4u(), vec4u(32u, 40u, 48u, 56u), vec4u(32u, 40u, 48u, 56u) < cols);
    let col = params.v_start + batch * params.cols + j;
    let c = (col + near) * q;
    let d = (col + far) * q;

    var a$ = vec4f(); var b$ = vec4f();
    for (var k = 0u; k < q; k++) {
        let a = mat4x4f(v[c.x + k], v[c.y + k], v[c.z + k], v[c.w + k]);
        let b = mat4x4f(v[d.x + k], v[d.y + k], v[d.z + k], v[d.w + k]);
        let u$ = u[r$ + k]; a$ += u$ * a; b$ += u$ * b;
    }

    let stride = params.stride;
    let scale = params.scale;
    let at = (batch * params.rows + i) * stride + j;
    let x$ = a$ * scale; let y$ = b$ * scale;
    put(at + i$ * stride, x$, y$, near, far);
    // A loop that runs once: software adapters skip a loop, but not the body of an `if`.
    var across = params.symmetric == 1u && group.x > group.y;
    while (across) {
        put(j * stride + i + i$, x$, y$, near * stride, far * stride);
        across = false;
    }
}
