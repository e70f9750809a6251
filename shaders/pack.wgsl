// Rows padded with zeros to a whole number of vec4, for kernels that read four numbers at a time.
// Needed only where the row length is not a multiple of four. (The CPU reads such rows as they are.)

struct Params {
    rows: u32,
    dim: u32,
    quads: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> narrow: array<f32>;
@group(0) @binding(2) var<storage, read_write> wide: array<vec4f>;

fn entry(row: u32, k: u32) -> f32 {
    if (k < params.dim) { return narrow[row * params.dim + k]; }
    return 0.0;
}

@compute @workgroup_size(64)
fn pack(@builtin(global_invocation_id) id: vec3u) {
    let at = id.x + id.y * 4194240u;
    let row = at / params.quads;
    if (row >= params.rows) { return; }
    let k = (at % params.quads) * 4u;
    wide[at] = vec4f(entry(row, k), entry(row, k + 1u), entry(row, k + 2u), entry(row, k + 3u));
}
