// z = y / max(|y|, 1e-12) for each row, and the factor that did it. Twin: src/compute/cpu/normalize.rs.
// Squares are taken of y / max|y_k|, so that neither huge nor tiny rows overflow or vanish.

struct Params {
    rows: u32,
    dim: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> y: array<f32>;
@group(0) @binding(2) var<storage, read_write> z: array<f32>;
@group(0) @binding(3) var<storage, read_write> inverse_norm: array<f32>;

@compute @workgroup_size(32)
fn normalize_rows(@builtin(global_invocation_id) id: vec3u) {
    let row = id.x + id.y * 2097120u;
    if (row >= params.rows) { return; }
    let start = row * params.dim;
    var largest = 1.0e-30;
    for (var k = 0u; k < params.dim; k++) {
        largest = max(largest, abs(y[start + k]));
    }
    let scale = 1.0 / largest;
    var sum = 0.0;
    for (var k = 0u; k < params.dim; k++) {
        let t = y[start + k] * scale;
        sum += t * t;
    }
    let inverse = 1.0 / max(largest * sqrt(sum), 1.0e-12);
    for (var k = 0u; k < params.dim; k++) {
        z[start + k] = y[start + k] * inverse;
    }
    inverse_norm[row] = inverse;
}
