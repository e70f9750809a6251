//! The marks of a scatter plot: one shape a class, the second channel beside colour.
//!
//! A mark is a signed distance (negative inside, in pixels); a pixel's coverage is 1/2 − distance,
//! clamped to 0..1. Only + − × ÷ √ min max are used, so a mark has the same bits everywhere.

/// The shapes by index. Their areas are about equal, so that no class looks heavier.
pub const SHAPES: [&str; 10] = [
    "disc",
    "triangle",
    "square",
    "diamond",
    "plus",
    "triangle-down",
    "cross",
    "triangle-left",
    "triangle-right",
    "bar",
];

/// Added to a shape's index: only its outline is drawn.
pub const HOLLOW: u8 = 16;

/// Sub-pixel positions a mark is prepared for, in each direction.
pub const PHASES: usize = 4;

const SQRT_HALF: f32 = std::f32::consts::FRAC_1_SQRT_2;
const HALF_SQRT_3: f32 = 0.866_025_4;

/// Signed distance of (x, y), in pixels from the mark's centre (y down), for a mark of `radius`.
fn distance(shape: u8, x: f32, y: f32, radius: f32) -> f32 {
    // An equilateral triangle of the disc's area has the inradius √(π / 3√3) = 0.778 of its radius.
    let triangle = |x: f32, y: f32| {
        let sides = HALF_SQRT_3 * x.abs() - 0.5 * y;
        sides.max(y) - 0.778 * radius
    };
    let block = |x: f32, y: f32, half_width: f32, half_height: f32| {
        (x.abs() - half_width).max(y.abs() - half_height)
    };
    let plus = |x: f32, y: f32| {
        block(x, y, 1.25 * radius, 0.42 * radius).min(block(x, y, 0.42 * radius, 1.25 * radius))
    };
    let turned = (SQRT_HALF * (x + y), SQRT_HALF * (x - y));
    match shape {
        1 => triangle(x, y),
        2 => block(x, y, 0.886 * radius, 0.886 * radius),
        3 => block(turned.0, turned.1, 0.886 * radius, 0.886 * radius),
        4 => plus(x, y),
        5 => triangle(x, -y),
        6 => plus(turned.0, turned.1),
        7 => triangle(y, x),
        8 => triangle(y, -x),
        9 => block(x, y, 1.4 * radius, 0.56 * radius),
        _ => (x * x + y * y).sqrt() - radius,
    }
}

/// One mark at every sub-pixel position: coverages 0..=255.
pub struct Mask {
    /// Pixels on a side; the mark's centre falls into the pixel (side / 2, side / 2).
    pub side: usize,
    coverage: Vec<u8>,
}

impl Mask {
    /// `shape` is an index of [`SHAPES`], plus [`HOLLOW`] for an outline.
    pub fn new(shape: u8, radius: f32) -> Mask {
        let hollow = shape & HOLLOW != 0;
        let shape = shape & !HOLLOW;
        let stroke = (0.3 * radius).max(1.0);
        // A triangle's corner is the farthest that any mark reaches: 2 × 0.778 of the radius.
        let reach = (1.6 * radius + 1.0).ceil() as usize;
        let side = 2 * reach + 1;
        let mut coverage = Vec::with_capacity(PHASES * PHASES * side * side);
        for phase in 0..PHASES * PHASES {
            let offset = |part: usize| (part as f32 + 0.5) / PHASES as f32;
            let centre = (offset(phase % PHASES), offset(phase / PHASES));
            for pixel in 0..side * side {
                let x = (pixel % side) as f32 + 0.5 - reach as f32 - centre.0;
                let y = (pixel / side) as f32 + 0.5 - reach as f32 - centre.1;
                let filled = distance(shape, x, y, radius);
                let signed = if hollow {
                    filled.max(-filled - stroke)
                } else {
                    filled
                };
                coverage.push(((0.5 - signed).clamp(0.0, 1.0) * 255.0 + 0.5) as u8);
            }
        }
        Mask { side, coverage }
    }

    /// Row `y` of the mark whose centre lies at `phase` = (across, down) within its pixel.
    pub fn row(&self, phase: (usize, usize), y: usize) -> &[u8] {
        let start = ((phase.1 * PHASES + phase.0) * self.side + y) * self.side;
        &self.coverage[start..start + self.side]
    }
}
