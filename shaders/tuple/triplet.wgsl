// max(0, d(a, p) − d(a, n) + margin). Twin: src/contrastive/tuple/triplet.rs, which names the sources.

fn distance_of(d2: f32) -> vec2f {
    if (params.squared == 1u) { return vec2f(d2, 1.0); }
    return root(d2);
}

fn rule(t: Tuple) -> Slopes {
    if (!t.has_negative) { return Slopes(); }
    let near = distance_of(t.positive);
    let far = distance_of(t.negative);
    let loss = near.x - far.x + params.margin;
    if (loss <= 0.0) { return Slopes(); }
    return Slopes(loss, 0.0, near.y, -far.y);
}

@compute @workgroup_size(32)
fn triplet(@builtin(global_invocation_id) id: vec3u) {
    tuple(id);
}
