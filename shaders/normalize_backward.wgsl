// dy = (dz − z (z·dz)) · inverse_norm; a row of zeros gets a zero gradient.
// Twin: src/compute/cpu/normalize_backward.rs.

struct Params {
    rows: u32,
    dim: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> z: array<f32>;
@group(0) @binding(2) var<storage, read> inverse_norm: array<f32>;
@group(0) @binding(3) var<storage, read> dz: array<f32>;
@group(0) @binding(4) var<storage, read_write> dy: array<f32>;

@compute @workgroup_size(32)
fn normalize_backward(@builtin(global_invocation_id) id: vec3u) {
    let row = id.x + id.y * 2097120u;
    if (row >= params.rows) { return; }
    let start = row * params.dim;
    var along = 0.0;
    var largest = 0.0;
    for (var k = 0u; k < params.dim; k++) {
        along += z[start + k] * dz[start + k];
        largest = max(largest, abs(z[start + k]));
    }
    let factor = select(0.0, inverse_norm[row], largest > 0.0);
    for (var k = 0u; k < params.dim; k++) {
        dy[start + k] = (dz[start + k] - z[start + k] * along) * factor;
    }
}
