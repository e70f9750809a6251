//! Every random draw, from one seeded counter-based generator.
//!
//! Threefry2x32-20 (Salmon et al. 2011, Random123) with key (seed, stream) and counter (index, n):
//! any draw of any purpose can be had without drawing what came before, and changing one purpose
//! (say, the data) never changes another (the weights). Integers by shifts and adds, normals by
//! `libm` in f64: the same bits natively and in every browser.

/// What a draw is for. The numbers are part of every shared link's meaning: never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Stream {
    Data = 1,
    Split = 2,
    Init = 3,
    Batch = 4,
    Augment = 5,
    Negatives = 6,
    Probe = 7,
    Pairs = 8,
    Theorem = 9,
    Invariance = 10,
    Proxy = 11,
    Labels = 12,
    Pretext = 13,
    Opinions = 14,
}

/// A sequence of draws; cheap to make, so make one for each step or row.
#[derive(Clone, Debug)]
pub struct Rng {
    key: [u32; 2],
    index: u32,
    block: u32,
    word: Option<u32>,
    normal: Option<f32>,
}

impl Rng {
    /// The stream's sequence 0.
    pub fn new(seed: u32, stream: Stream) -> Self {
        Self::at(seed, stream, 0)
    }

    /// The stream's sequence `index` (a step, a row): independent of all its others.
    pub fn at(seed: u32, stream: Stream, index: u32) -> Self {
        Self {
            key: [seed, stream as u32],
            index,
            block: 0,
            word: None,
            normal: None,
        }
    }

    /// 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        if let Some(word) = self.word.take() {
            return word;
        }
        let [first, second] = threefry2x32(self.key, [self.index, self.block]);
        self.block = self.block.wrapping_add(1);
        self.word = Some(second);
        first
    }

    /// Uniform in [0, 1), a multiple of 2⁻²⁴.
    pub fn uniform(&mut self) -> f32 {
        (self.next_u32() >> 8) as f32 * (1.0 / 16_777_216.0)
    }

    /// Uniform in [−bound, bound).
    pub fn symmetric(&mut self, bound: f32) -> f32 {
        (2.0 * self.uniform() - 1.0) * bound
    }

    /// Standard normal, by Box and Muller in f64, rounded once. They come in pairs; the second is kept.
    pub fn normal(&mut self) -> f32 {
        if let Some(normal) = self.normal.take() {
            return normal;
        }
        const UNIT: f64 = 1.0 / 4_294_967_296.0;
        // In (0, 1]: the logarithm is finite.
        let open = (f64::from(self.next_u32()) + 1.0) * UNIT;
        let angle = f64::from(self.next_u32()) * UNIT * core::f64::consts::TAU;
        let radius = (-2.0 * libm::log(open)).sqrt();
        let (sin, cos) = libm::sincos(angle);
        self.normal = Some((radius * sin) as f32);
        (radius * cos) as f32
    }

    /// Uniform in 0..n without bias (Lemire 2019: multiply, reject the uneven rest); 0 when n is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        if n == 0 {
            return 0;
        }
        let uneven = n.wrapping_neg() % n;
        loop {
            let product = u64::from(self.next_u32()) * u64::from(n);
            if product as u32 >= uneven {
                return (product >> 32) as u32;
            }
        }
    }

    /// Fisher–Yates: every order equally likely.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last as u32 + 1) as usize;
            items.swap(last, other);
        }
    }

    /// 0..n in random order.
    pub fn permutation(&mut self, n: u32) -> Vec<u32> {
        let mut order: Vec<u32> = (0..n).collect();
        self.shuffle(&mut order);
        order
    }
}

/// One block: 64 random bits from a 64-bit key and a 64-bit counter, 20 rounds
/// (Salmon, Moraes, Dror, Shaw: Parallel random numbers, as easy as 1, 2, 3; SC 2011).
pub fn threefry2x32(key: [u32; 2], counter: [u32; 2]) -> [u32; 2] {
    const ROTATIONS: [[u32; 4]; 2] = [[13, 15, 26, 6], [17, 29, 16, 24]];
    let keys = [key[0], key[1], 0x1BD1_1BDA ^ key[0] ^ key[1]];
    let mut x = [
        counter[0].wrapping_add(keys[0]),
        counter[1].wrapping_add(keys[1]),
    ];
    for group in 0..5_usize {
        for rotation in ROTATIONS[group % 2] {
            x[0] = x[0].wrapping_add(x[1]);
            x[1] = x[1].rotate_left(rotation) ^ x[0];
        }
        let injection = group + 1;
        x[0] = x[0].wrapping_add(keys[injection % 3]);
        x[1] = x[1]
            .wrapping_add(keys[(injection + 1) % 3])
            .wrapping_add(injection as u32);
    }
    x
}
