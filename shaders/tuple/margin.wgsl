// s ½ d² + (1 − s) ½ max(0, margin − d)². Twin: src/contrastive/tuple/margin.rs, which names the sources.

// ½ max(0, margin − d)² and its derivative with respect to d².
fn apart(d2: f32) -> vec2f {
    let d = root(d2);
    let gap = params.margin - d.x;
    if (gap <= 0.0) { return vec2f(); }
    return vec2f(0.5 * gap * gap, -gap * d.y);
}

fn rule(t: Tuple) -> Slopes {
    var pair = vec2f(0.5 * t.positive, 0.5);
    if (!t.similar) { pair = apart(t.positive); }
    var other = vec2f();
    if (t.has_negative) { other = apart(t.negative); }
    return Slopes(pair.x + other.x, 0.0, pair.y, other.y);
}

@compute @workgroup_size(32)
fn margin(@builtin(global_invocation_id) id: vec3u) {
    tuple(id);
}
