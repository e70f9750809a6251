//! A scatter plot by splatting: small prepared marks blended into RGBA pixels.
//!
//! Marks are drawn in the order of the points, later ones on top; positions are rounded to a
//! quarter of a pixel. 100,000 marks of 3 pixels take some ten milliseconds on one core, where a
//! canvas's own `fillRect` takes a hundred.

use super::shapes::{HOLLOW, Mask, PHASES, SHAPES};

/// The largest picture, in pixels: four times a 4K screen.
pub const MAX_PIXELS: usize = 1 << 25;
pub const MAX_RADIUS: f32 = 64.0;

/// What to draw. All positions are device pixels, y down; (0, 0) is the top left corner.
pub struct Scatter<'a> {
    pub width: usize,
    pub height: usize,
    /// Centres \[points, 2\]; a point that is not finite is left out.
    pub xy: &'a [f32],
    /// One colour a point, RGBA in this byte order (little endian: R is the lowest byte).
    pub colors: &'a [u32],
    /// One index of [`SHAPES`] a point, plus [`HOLLOW`] for an outline.
    pub shapes: &'a [u8],
    /// Of a disc; the other shapes have about its area.
    pub radius: f32,
}

/// Draws onto a transparent ground: RGBA bytes \[height, width, 4\], not premultiplied, as `ImageData`
/// wants them. The error names the argument that is wrong.
pub fn scatter(plot: &Scatter) -> Result<Vec<u8>, String> {
    check(plot)?;
    let mut pixels = vec![0; plot.width * plot.height * 4];
    let mut masks: Vec<Option<Mask>> = Vec::new();
    masks.resize_with(HOLLOW as usize * 2, || None);
    for ((point, &color), &shape) in plot.xy.chunks_exact(2).zip(plot.colors).zip(plot.shapes) {
        let mask = masks[shape as usize].get_or_insert_with(|| Mask::new(shape, plot.radius));
        splat(
            &mut pixels,
            plot,
            mask,
            (point[0], point[1]),
            premultiply(color),
        );
    }
    for pixel in pixels.chunks_exact_mut(4) {
        unpremultiply(pixel);
    }
    Ok(pixels)
}

fn check(plot: &Scatter) -> Result<(), String> {
    let points = plot.shapes.len();
    if plot.width == 0 || plot.height == 0 || plot.width.saturating_mul(plot.height) > MAX_PIXELS {
        return Err(format!(
            "width × height is {} × {}; it must be between 1 and {MAX_PIXELS} pixels.",
            plot.width, plot.height
        ));
    }
    if !(0.5..=MAX_RADIUS).contains(&plot.radius) {
        return Err(format!(
            "radius is {}; it must be a number from 0.5 to 64 pixels.",
            crate::number::format(f64::from(plot.radius))
        ));
    }
    if plot.xy.len() != 2 * points || plot.colors.len() != points {
        return Err(format!(
            "xy has {} numbers and colors {}; for {points} shapes they must have {} and {points}.",
            plot.xy.len(),
            plot.colors.len(),
            2 * points
        ));
    }
    match plot
        .shapes
        .iter()
        .position(|&shape| (shape & !HOLLOW) as usize >= SHAPES.len())
    {
        None => Ok(()),
        Some(index) => Err(format!(
            "shapes[{index}] is {}; it must be from 0 to {}, plus {HOLLOW} for an outline.",
            plot.shapes[index],
            SHAPES.len() - 1
        )),
    }
}

/// Blends one mark over the pixels (which are premultiplied here).
fn splat(pixels: &mut [u8], plot: &Scatter, mask: &Mask, centre: (f32, f32), color: u32) {
    let reach = (mask.side / 2) as i64;
    let Some((x, phase_x)) = place(centre.0, plot.width, reach) else {
        return;
    };
    let Some((y, phase_y)) = place(centre.1, plot.height, reach) else {
        return;
    };
    let (left, top) = (x - reach, y - reach);
    let from = left.max(0);
    let to = (left + mask.side as i64).min(plot.width as i64);
    for row in 0..mask.side as i64 {
        let line = top + row;
        if line < 0 || line >= plot.height as i64 {
            continue;
        }
        let coverage = &mask.row((phase_x, phase_y), row as usize)
            [(from - left) as usize..(to - left) as usize];
        let start = line as usize * plot.width;
        let target = &mut pixels[4 * (start + from as usize)..4 * (start + to as usize)];
        for (pixel, &covered) in target.chunks_exact_mut(4).zip(coverage) {
            let source = scale(color, covered as u32);
            let below = u32::from_le_bytes([pixel[0], pixel[1], pixel[2], pixel[3]]);
            let blended = source + scale(below, 255 - (source >> 24));
            pixel.copy_from_slice(&blended.to_le_bytes());
        }
    }
}

/// The pixel a coordinate lies in, and its phase there; none if no part of the mark can be seen.
fn place(coordinate: f32, extent: usize, reach: i64) -> Option<(i64, usize)> {
    let margin = reach as f32 + 1.0;
    if !(coordinate > -margin && coordinate < extent as f32 + margin) {
        return None; // far outside, or not a number
    }
    let quarters = (coordinate * PHASES as f32).floor() as i64;
    Some((
        quarters.div_euclid(PHASES as i64),
        quarters.rem_euclid(PHASES as i64) as usize,
    ))
}

/// All four channels times `by`/255, rounded to nearest, two channels at a time.
fn scale(color: u32, by: u32) -> u32 {
    const EVEN: u32 = 0x00ff_00ff;
    const HALF: u32 = 0x0080_0080;
    let low = (color & EVEN) * by + HALF;
    let high = ((color >> 8) & EVEN) * by + HALF;
    let low = ((low + ((low >> 8) & EVEN)) >> 8) & EVEN;
    let high = (high + ((high >> 8) & EVEN)) & !EVEN;
    low | high
}

fn premultiply(color: u32) -> u32 {
    let alpha = color >> 24;
    (scale(color, alpha) & 0x00ff_ffff) | (alpha << 24)
}

fn unpremultiply(pixel: &mut [u8]) {
    let alpha = pixel[3] as u32;
    if alpha == 0 || alpha == 255 {
        return;
    }
    for channel in &mut pixel[..3] {
        *channel = ((*channel as u32 * 255 + alpha / 2) / alpha).min(255) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: u32 = 0xff00_00ff;
    const HALF_BLUE: u32 = 0x80ff_0000;

    fn draw(xy: &[f32], colors: &[u32], shapes: &[u8], radius: f32) -> Vec<u8> {
        scatter(&Scatter {
            width: 16,
            height: 16,
            xy,
            colors,
            shapes,
            radius,
        })
        .expect("valid plot")
    }

    fn pixel(pixels: &[u8], x: usize, y: usize) -> [u8; 4] {
        let start = 4 * (16 * y + x);
        [
            pixels[start],
            pixels[start + 1],
            pixels[start + 2],
            pixels[start + 3],
        ]
    }

    #[test]
    fn a_disc_is_opaque_inside_and_clear_outside() {
        let pixels = draw(&[8.0, 8.0], &[RED], &[0], 4.0);
        assert_eq!(pixel(&pixels, 8, 8), [255, 0, 0, 255]);
        assert_eq!(pixel(&pixels, 1, 1), [0, 0, 0, 0]);
        assert_eq!(pixel(&pixels, 14, 8), [0, 0, 0, 0]);
    }

    #[test]
    fn an_edge_keeps_its_colour_and_only_loses_opacity() {
        let pixels = draw(&[8.0, 8.0], &[RED], &[0], 4.0);
        let edge: Vec<_> = (0..256)
            .map(|i| pixel(&pixels, i % 16, i / 16))
            .filter(|p| p[3] > 0 && p[3] < 255)
            .collect();
        assert!(
            edge.len() >= 12,
            "a disc of radius 4 has some twenty edge pixels, not {}",
            edge.len()
        );
        assert!(edge.iter().all(|p| p[0] == 255 && p[1] == 0 && p[2] == 0));
    }

    #[test]
    fn every_shape_covers_about_the_disc_s_area() {
        let area = |shape: u8| -> f64 {
            let pixels = draw(&[8.0, 8.0], &[RED], &[shape], 4.0);
            pixels.chunks_exact(4).map(|p| p[3] as f64 / 255.0).sum()
        };
        let disc = std::f64::consts::PI * 16.0;
        for (shape, name) in SHAPES.iter().enumerate() {
            let ratio = area(shape as u8) / disc;
            assert!(
                (0.85..1.15).contains(&ratio),
                "{name} covers {ratio:.2} of the disc's area"
            );
            assert!(
                area(shape as u8 + HOLLOW) < 0.85 * area(shape as u8),
                "{name} is not hollow"
            );
        }
    }

    #[test]
    fn marks_differ_from_one_another() {
        let pictures: Vec<_> = (0..SHAPES.len() as u8)
            .map(|shape| draw(&[8.0, 8.0], &[RED], &[shape], 3.0))
            .collect();
        for (i, first) in pictures.iter().enumerate() {
            assert!(
                pictures[i + 1..].iter().all(|second| first != second),
                "{} has a double",
                SHAPES[i]
            );
        }
    }

    #[test]
    fn a_translucent_mark_lets_the_one_below_through() {
        let pixels = draw(&[8.0, 8.0, 8.0, 8.0], &[RED, HALF_BLUE], &[0, 0], 4.0);
        assert_eq!(pixel(&pixels, 8, 8), [127, 0, 128, 255]);
        let alone = draw(&[8.0, 8.0], &[HALF_BLUE], &[0], 4.0);
        assert_eq!(pixel(&alone, 8, 8), [0, 0, 255, 128]);
    }

    #[test]
    fn marks_are_cut_at_the_border_and_left_out_beyond_it() {
        let clear = draw(&[], &[], &[], 4.0);
        let outside = [-9.0, 8.0, 8.0, 99.0, f32::NAN, 8.0, 8.0, f32::INFINITY];
        assert_eq!(draw(&outside, &[RED; 4], &[0; 4], 4.0), clear);
        let corner = draw(&[0.0, 0.0, 16.0, 16.0], &[RED; 2], &[2, 2], 4.0);
        assert_eq!(pixel(&corner, 0, 0), [255, 0, 0, 255]);
        assert_eq!(pixel(&corner, 15, 15), [255, 0, 0, 255]);
        assert_eq!(pixel(&corner, 8, 8), [0, 0, 0, 0]);
    }

    #[test]
    fn a_quarter_pixel_moves_the_picture() {
        let at = |x: f32| draw(&[x, 8.0], &[RED], &[0], 3.0);
        assert_ne!(at(8.0), at(8.25));
        assert_eq!(at(8.0), at(8.2));
    }

    #[test]
    fn wrong_arguments_are_named() {
        let refused = |xy: &[f32], colors: &[u32], shapes: &[u8], radius: f32, width: usize| {
            scatter(&Scatter {
                width,
                height: 16,
                xy,
                colors,
                shapes,
                radius,
            })
            .expect_err("refused")
        };
        assert!(refused(&[1.0], &[RED], &[0], 3.0, 16).contains("must have 2 and 1"));
        assert!(refused(&[1.0, 1.0], &[], &[0], 3.0, 16).contains("colors 0"));
        assert!(refused(&[1.0, 1.0], &[RED], &[10], 3.0, 16).contains("shapes[0] is 10"));
        assert!(refused(&[1.0, 1.0], &[RED], &[0], f32::NAN, 16).contains("radius is NaN"));
        assert!(refused(&[1.0, 1.0], &[RED], &[0], 3.0, 0).contains("0 × 16"));
        assert!(refused(&[1.0, 1.0], &[RED], &[0], 3.0, usize::MAX).contains("pixels"));
    }
}
