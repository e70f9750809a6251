// Losses of the distances within a tuple: a thread does an anchor with its positive and its negatives,
// whose rows nobody else touches. `rule` is given by the file in front of this one.
// Twin: src/compute/cpu/tuple.rs.

struct Params {
    rows: u32,
    count: u32,    // negatives of each anchor
    dim: u32,
    add: u32,      // 1: gradients are added to what dz holds
    gradient: u32, // 1: dz is wanted
    labelled: u32, // 1: `similar` says which pairs are; 0: all are
    squared: u32,
    margin: f32,
    l2: f32,
    weight: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> z: array<f32>;
@group(0) @binding(2) var<storage, read> labels: array<f32>;
@group(0) @binding(3) var<storage, read_write> losses: array<f32>;
@group(0) @binding(4) var<storage, read_write> dz: array<f32>;

struct Tuple {
    norms: f32,     // |a|² + |p|²
    positive: f32,  // |a − p|²
    negative: f32,  // |a − n|², where has_negative
    has_negative: bool,
    similar: bool,
}

struct Slopes {
    loss: f32,
    norms: f32,
    positive: f32,
    negative: f32,
}

// (√x, its derivative), 0 and 0 below the smallest normal number.
fn root(x: f32) -> vec2f {
    if (x < 1.17549435e-38) { return vec2f(); }
    let value = sqrt(x);
    return vec2f(value, 0.5 / value);
}

fn squared_distance(a: u32, b: u32) -> f32 {
    var sum = 0.0;
    for (var k = 0u; k < params.dim; k++) {
        let t = z[a + k] - z[b + k];
        sum += t * t;
    }
    return sum;
}

fn put(at: u32, value: f32) {
    if (params.add == 1u) { dz[at] += value; } else { dz[at] = value; }
}

fn tuple(id: vec3u) {
    let i = id.x + id.y * 2097120u;
    if (i >= params.rows) { return; }
    let anchor = i * params.dim;
    let positive = (params.rows + i) * params.dim;
    var norms = 0.0;
    for (var k = 0u; k < params.dim; k++) {
        norms += z[anchor + k] * z[anchor + k] + z[positive + k] * z[positive + k];
    }
    let similar = params.labelled == 0u || labels[i] > 0.5;
    let near = squared_distance(anchor, positive);
    let share = 1.0 / f32(max(params.count, 1u));
    let step = 2.0 * params.weight / f32(params.rows);
    if (params.gradient == 1u && params.add == 0u) {
        for (var k = 0u; k < params.dim; k++) { dz[anchor + k] = 0.0; }
    }
    var sums = Slopes();
    for (var j = 0u; j < max(params.count, 1u); j++) {
        let negative = (2u * params.rows + i * params.count + j) * params.dim;
        var far = 0.0;
        if (params.count > 0u) { far = squared_distance(anchor, negative); }
        let slopes = rule(Tuple(norms, near, far, params.count > 0u, similar));
        sums.loss += slopes.loss;
        sums.norms += slopes.norms;
        sums.positive += slopes.positive;
        if (params.gradient == 1u && params.count > 0u) {
            let c = step * share * slopes.negative;
            for (var k = 0u; k < params.dim; k++) {
                let push = c * (z[negative + k] - z[anchor + k]);
                put(negative + k, push);
                dz[anchor + k] -= push;
            }
        }
    }
    losses[i] = params.weight * share * sums.loss;
    if (params.gradient == 0u) { return; }
    let along = step * share * sums.norms;
    let across = step * share * sums.positive;
    for (var k = 0u; k < params.dim; k++) {
        let a = z[anchor + k];
        let p = z[positive + k];
        dz[anchor + k] += along * a + across * (a - p);
        put(positive + k, along * p + across * (p - a));
    }
}
