// Statistics of a chunk of similarities, in segments that row_losses.wgsl puts together: of its rows,
// and of its columns, carried on from chunk to chunk (where both are anchors: CLIP). Four
// similarities are read at a time. Twin: src/compute/cpu/contrastive/statistics.rs.
// Appended: statistics.wgsl, columns.wgsl, the loss, groups.wgsl or no_groups.wgsl.

struct Params {
    rows: u32,            // of the batch
    chunk: u32,           // rows of this chunk
    cols: u32,
    quads: u32,           // row length of s in vec4
    anchor_start: u32,    // row of z that the chunk's first row is
    candidate_start: u32, // and its first column
    segments: u32,
    first: u32,           // 1: forget what earlier chunks left
    groups_start: u32,
    power_0: f32,
    power_1: f32,
    lowest: f32,
    parameter_0: f32,     // of the loss
    parameter_1: f32,
    parameter_2: f32,
    parameter_3: f32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> s: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> partial: array<vec4f>;

fn columns_of(quad: u32) -> vec4u {
    return quad * 4u + vec4u(0u, 1u, 2u, 3u);
}

// The first of `count` things that belong to a segment; the next segment's is its end.
fn start_of(segment: u32, count: u32) -> u32 {
    let length = (count + params.segments - 1u) / params.segments;
    return min(segment * length, count);
}

// A quad of similarities with EMPTY where there is no negative.
fn negatives_of(similarities: vec4f, columns: vec4u, apart: vec2u, cols: u32) -> vec4f {
    return select(similarities, vec4f(EMPTY), is_apart(columns, apart) | (columns >= vec4u(cols)));
}

@compute @workgroup_size(64)
fn of_rows(@builtin(global_invocation_id) id: vec3u) {
    let at = id.x + id.y * 4194240u;
    let i = at / params.segments;
    if (i >= params.chunk) { return; }
    let segment = at % params.segments;
    let end = start_of(segment + 1u, params.quads);
    let apart = columns_apart(params.anchor_start + i);
    let cols = params.cols;
    let row = i * params.quads;
    let powers = powers();
    let anchor = params.anchor_start + i;
    var sums = nothing();
    var more = vec2f();
    for (var quad = start_of(segment, params.quads); quad < end; quad++) {
        let columns = columns_of(quad);
        var similarities = negatives_of(s[row + quad], columns, apart, cols);
        if (GROUPED) {
            // Without those that are left out; of the rest, how many count, and of positives also Σ s.
            let place = params.candidate_start + min(columns, vec4u(cols - 1u));
            similarities = select(similarities, vec4f(EMPTY), are(ABSENT, anchor, place));
            var counted = similarities > vec4f(EMPTY);
            if (TOGETHER) {
                counted = counted & are(POSITIVE, anchor, place);
                more.x += dot(select(vec4f(), similarities, counted), vec4f(1.0));
            }
            more.y += dot(select(vec4f(), vec4f(1.0), counted), vec4f(1.0));
        }
        sums = collect_four(sums, similarities, powers);
    }
    if (GROUPED) { sums.w = more.y; }
    if (TOGETHER) { sums.z = more.x; }
    partial[at] = sums;
}

// The running sums of four columns.
struct Four {
    tops: vec4f,
    first: vec4f,
    second: vec4f,
}

fn collect_each(sums: Four, s: vec4f, powers: vec2f) -> Four {
    var lifted = sums;
    while (any(s > lifted.tops)) {
        let tops = max(lifted.tops, s);
        lifted.first *= exp(powers.x * (lifted.tops - tops));
        if (SECOND_POWER) { lifted.second *= exp(powers.y * (lifted.tops - tops)); }
        lifted.tops = tops;
    }
    let shifted = s - lifted.tops;
    lifted.first += exp(powers.x * shifted);
    if (SECOND_POWER) { lifted.second += exp(powers.y * shifted); }
    return lifted;
}

@compute @workgroup_size(16, 4)
fn of_columns(@builtin(global_invocation_id) id: vec3u) {
    let quad = id.x;
    let segment = id.y;
    if (quad >= params.quads || segment >= params.segments) { return; }
    // Four columns' running sums; the padding's are kept too, and never read.
    let next = params.segments;
    let place = quad * 4u * next + segment;
    var a = nothing();
    var b = a;
    var c = a;
    var d = a;
    if (params.first == 0u) {
        a = partial[place];
        b = partial[place + next];
        c = partial[place + 2u * next];
        d = partial[place + 3u * next];
    }
    var sums = Four(vec4f(a.x, b.x, c.x, d.x), vec4f(a.y, b.y, c.y, d.y), vec4f(a.z, b.z, c.z, d.z));
    let columns = columns_of(quad);
    let cols = params.cols;
    let row = params.quads;
    let powers = powers();
    let begin = start_of(segment, params.chunk);
    let end = start_of(segment + 1u, params.chunk);
    // One more from row to row: of two views' columns no statistics are taken.
    var apart = columns_apart(params.anchor_start + begin);
    for (var i = begin; i < end; i++) {
        let similarities = negatives_of(s[i * row + quad], columns, apart, cols);
        sums = collect_each(sums, similarities, powers);
        apart += 1u;
    }
    partial[place] = vec4f(sums.tops.x, sums.first.x, sums.second.x, 0.0);
    partial[place + next] = vec4f(sums.tops.y, sums.first.y, sums.second.y, 0.0);
    partial[place + 2u * next] = vec4f(sums.tops.z, sums.first.z, sums.second.z, 0.0);
    partial[place + 3u * next] = vec4f(sums.tops.w, sums.first.w, sums.second.w, 0.0);
}
