// log mean_{i<j} e^(−2 |x_i − x_j|²) over the rows first.. of z: each row's log mean over the others,
// from these the whole's, then the gradient. Distances are computed twice and none is kept.
// Twins: src/contrastive/uniformity.rs, which names the source, and src/compute/cpu/uniformity.rs.

struct Params {
    first: u32,
    rows: u32,
    dim: u32,
    add: u32, // 1: to what row_losses, loss and dz hold
    weight: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> z: array<f32>;
@group(0) @binding(2) var<storage, read_write> means: array<f32>; // log means of rows, then the whole's
@group(0) @binding(3) var<storage, read_write> row_losses: array<f32>;
@group(0) @binding(4) var<storage, read_write> loss: array<f32>;
@group(0) @binding(5) var<storage, read_write> dz: array<f32>;

fn squared_distance(i: u32, j: u32) -> f32 {
    let a = (params.first + i) * params.dim;
    let b = (params.first + j) * params.dim;
    var sum = 0.0;
    for (var k = 0u; k < params.dim; k++) {
        let t = z[a + k] - z[b + k];
        sum += t * t;
    }
    return sum;
}

// A running Σ e^x: the largest x, and the sum of e^(x − largest).
fn collect(sums: vec2f, x: f32) -> vec2f {
    if (sums.y <= 0.0) { return vec2f(x, 1.0); }
    if (sums.x < x) { return vec2f(x, sums.y * exp(sums.x - x) + 1.0); }
    return vec2f(sums.x, sums.y + exp(x - sums.x));
}

@compute @workgroup_size(32)
fn uniformity_rows(@builtin(global_invocation_id) id: vec3u) {
    let i = id.x + id.y * 2097120u;
    if (i >= params.rows) { return; }
    var sums = vec2f();
    for (var j = 0u; j < params.rows; j++) {
        if (j != i) { sums = collect(sums, -2.0 * squared_distance(i, j)); }
    }
    var mean = 0.0;
    if (sums.y > 0.0) { mean = sums.x + log(sums.y / f32(params.rows - 1u)); }
    means[i] = mean;
}

var<workgroup> parts: array<vec2f, 64>;

// All rows have equally many others, so the mean over pairs is the mean of the rows' means.
@compute @workgroup_size(64)
fn uniformity_loss(@builtin(local_invocation_index) thread: u32) {
    var sums = vec2f();
    for (var i = thread; i < params.rows; i += 64u) {
        let mean = means[i];
        sums = collect(sums, mean);
        let value = params.weight * mean;
        if (params.add == 1u) { row_losses[i] += value; } else { row_losses[i] = value; }
    }
    parts[thread] = sums;
    workgroupBarrier();
    if (thread == 0u) {
        var top = parts[0].x;
        for (var i = 1u; i < min(64u, params.rows); i++) { top = max(top, parts[i].x); }
        var total = 0.0;
        for (var i = 0u; i < min(64u, params.rows); i++) {
            total += parts[i].y * exp(parts[i].x - top);
        }
        let mean = top + log(total / f32(params.rows));
        means[params.rows] = mean;
        let value = params.weight * mean;
        if (params.add == 1u) { loss[0] += value; } else { loss[0] = value; }
    }
}

@compute @workgroup_size(32)
fn uniformity_gradient(@builtin(global_invocation_id) id: vec3u) {
    let i = id.x + id.y * 2097120u;
    if (i >= params.rows) { return; }
    let a = (params.first + i) * params.dim;
    if (params.add == 0u) {
        for (var k = 0u; k < params.dim; k++) { dz[a + k] = 0.0; }
    }
    let whole = means[params.rows];
    // Of pairs, as ordered ones; 1 stands for none, whose coefficient is never asked for.
    let pairs = max(f32(params.rows) * f32(params.rows - 1u), 1.0);
    let scale = -8.0 * params.weight / pairs;
    for (var j = 0u; j < params.rows; j++) {
        if (j == i) { continue; }
        let b = (params.first + j) * params.dim;
        // At most `pairs`: the mean over pairs is no less than any one's share of it.
        let c = scale * exp(-2.0 * squared_distance(i, j) - whole);
        for (var k = 0u; k < params.dim; k++) {
            dz[a + k] += c * (z[a + k] - z[b + k]);
        }
    }
}
