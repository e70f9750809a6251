//! One resampling for every small affine move of an image: shift, rotation and scaling are composed
//! first, so a view is interpolated once and not blurred three times.

/// Where the image's content goes: turned by an angle and scaled about the centre, then shifted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Affine {
    pub cos: f32,
    pub sin: f32,
    pub scale: f32,
    /// Pixels to the right and down.
    pub shift: [f32; 2],
}

/// Writes `image` \[height, width\] moved by `affine` into `out`: bilinear, zero outside, rotation about
/// the centre between the pixels ((width − 1)/2, (height − 1)/2).
pub fn resample(image: &[f32], width: usize, height: usize, affine: Affine, out: &mut [f32]) {
    let centre = [(width as f32 - 1.0) / 2.0, (height as f32 - 1.0) / 2.0];
    let pixel = |x: i32, y: i32| {
        let inside = x >= 0 && y >= 0 && (x as usize) < width && (y as usize) < height;
        if inside {
            image[y as usize * width + x as usize]
        } else {
            0.0
        }
    };
    // Each target pixel asks where its content comes from: the inverse move.
    let (cos, sin) = (affine.cos / affine.scale, affine.sin / affine.scale);
    for (index, value) in out.iter_mut().take(width * height).enumerate() {
        let u = (index % width) as f32 - centre[0] - affine.shift[0];
        let v = (index / width) as f32 - centre[1] - affine.shift[1];
        let x = cos * u + sin * v + centre[0];
        let y = cos * v - sin * u + centre[1];
        let (left, top) = (x.floor(), y.floor());
        let (right_share, bottom_share) = (x - left, y - top);
        let (left, top) = (left as i32, top as i32);
        let row = |y: i32| {
            (1.0 - right_share) * pixel(left, y) + right_share * pixel(left.saturating_add(1), y)
        };
        *value = (1.0 - bottom_share) * row(top) + bottom_share * row(top.saturating_add(1));
    }
}

/// Sets a square of `side` pixels to 0, its middle on any pixel, cut off at the border
/// (DeVries & Taylor 2017, Cutout).
pub fn erase(image: &mut [f32], width: usize, side: usize, middle: [usize; 2]) {
    let [first_x, first_y] = middle.map(|m| m as isize - side as isize / 2);
    let covers = |first: isize, at: usize| (first..first + side as isize).contains(&(at as isize));
    for (index, value) in image.iter_mut().enumerate() {
        if covers(first_x, index % width) && covers(first_y, index / width) {
            *value = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STILL: Affine = Affine {
        cos: 1.0,
        sin: 0.0,
        scale: 1.0,
        shift: [0.0; 2],
    };
    const IMAGE: [f32; 9] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0];

    fn moved(affine: Affine) -> [f32; 9] {
        let mut out = [f32::NAN; 9];
        resample(&IMAGE, 3, 3, affine, &mut out);
        out
    }

    #[test]
    fn identity_keeps_every_bit() {
        assert_eq!(moved(STILL), IMAGE);
    }

    #[test]
    fn whole_shifts_move_pixels_and_pad_with_zeros() {
        let right = moved(Affine {
            shift: [1.0, 0.0],
            ..STILL
        });
        assert_eq!(right, [0.0, 1.0, 2.0, 0.0, 4.0, 5.0, 0.0, 7.0, 8.0]);
        let up = moved(Affine {
            shift: [0.0, -1.0],
            ..STILL
        });
        assert_eq!(up, [4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn half_shifts_average_neighbours() {
        let half = moved(Affine {
            shift: [0.5, 0.0],
            ..STILL
        });
        assert_eq!(half, [0.5, 1.5, 2.5, 2.0, 4.5, 5.5, 3.5, 7.5, 8.5]);
    }

    #[test]
    fn a_quarter_turn_is_exact() {
        let quarter = moved(Affine {
            cos: 0.0,
            sin: 1.0,
            ..STILL
        });
        // The picture's x axis turns into its y axis (down): clockwise on the screen.
        assert_eq!(quarter, [7.0, 4.0, 1.0, 8.0, 5.0, 2.0, 9.0, 6.0, 3.0]);
    }

    #[test]
    fn scaling_keeps_the_centre_and_enlarging_by_two_reads_halfway() {
        let twice = moved(Affine {
            scale: 2.0,
            ..STILL
        });
        assert_eq!(twice, [3.0, 3.5, 4.0, 4.5, 5.0, 5.5, 6.0, 6.5, 7.0]);
    }

    #[test]
    fn erasing_is_cut_off_at_the_border() {
        let mut image = IMAGE;
        erase(&mut image, 3, 2, [0, 1]);
        assert_eq!(image, [0.0, 2.0, 3.0, 0.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
        let mut image = IMAGE;
        erase(&mut image, 3, 3, [1, 1]);
        assert_eq!(image, [0.0; 9]);
    }
}
