//! The encoder f: x ↦ Lx, or a multilayer perceptron, then (mostly) onto the unit sphere.
//!
//! Layer l: pre = h Wᵀ + b, h′ = activation(pre); the last one has no activation. z = h / |h|.
//! Here it is only a list of operations over one flat parameter buffer; the backends execute them.
//! Initial weights W ~ N(0, 2 / inputs), b = 0 (He et al. 2015, eq. 10).

mod network;
mod optimizer;

pub use network::{Forward, Network};
pub use optimizer::{OPTIMIZERS, OptimizerCard};

use crate::compute::{Activation, Layer};
use crate::rng::{Rng, Stream};

/// The activations by the names that configs and links use.
pub static ACTIVATIONS: [(&str, &str, Activation); 3] = [
    ("relu", "ReLU", Activation::Relu),
    ("tanh", "tanh", Activation::Tanh),
    ("gelu", "GELU", Activation::Gelu),
];

/// Shapes of the layers and where their parameters lie.
#[derive(Clone, Debug, PartialEq)]
pub struct Encoder {
    pub layers: Vec<Layer>,
    /// Length of the flat parameter buffer: each layer's W \[outputs, inputs\], then its b \[outputs\].
    pub params: usize,
    /// Whether embeddings are scaled to unit length.
    pub normalize: bool,
}

impl Encoder {
    /// `input` → `hidden`… → `dim`; no hidden layer makes it linear.
    pub fn new(
        input: usize,
        hidden: &[usize],
        dim: usize,
        activation: Activation,
        normalize: bool,
    ) -> Self {
        Self::at(0, input, hidden, dim, activation, normalize)
    }

    /// A head on the embeddings of `parts` inputs, one after another: `hidden` → `outputs`. Its parameters lie behind the
    /// encoder's; its `params` counts both.
    pub fn head(&self, parts: usize, hidden: &[usize], outputs: usize) -> Self {
        let input = parts * self.dim();
        Self::at(self.params, input, hidden, outputs, Activation::Relu, false)
    }

    fn at(
        start: usize,
        input: usize,
        hidden: &[usize],
        dim: usize,
        activation: Activation,
        normalize: bool,
    ) -> Self {
        let mut layers: Vec<Layer> = Vec::with_capacity(hidden.len() + 1);
        let (mut inputs, mut params) = (input, start);
        for (index, &outputs) in hidden.iter().chain([&dim]).enumerate() {
            let activation = if index < hidden.len() {
                activation
            } else {
                Activation::Identity
            };
            let weights = params;
            let bias = weights + inputs * outputs;
            params = bias + outputs;
            layers.push(Layer {
                inputs,
                outputs,
                weights,
                bias,
                activation,
            });
            inputs = outputs;
        }
        Self {
            layers,
            params,
            normalize,
        }
    }

    /// Features that go in.
    pub fn input(&self) -> usize {
        self.layers.first().map_or(0, |layer| layer.inputs)
    }

    /// Dimension of an embedding.
    pub fn dim(&self) -> usize {
        self.layers.last().map_or(0, |layer| layer.outputs)
    }

    /// The initial parameters of `seed`: W ~ N(0, 2 / inputs), b = 0. One substream a layer, so that a
    /// wider last layer leaves the first ones as they were.
    pub fn init(&self, seed: u32) -> Vec<f32> {
        self.init_with(None, seed)
    }

    /// The same with those of a head behind them.
    pub fn init_with(&self, head: Option<&Encoder>, seed: u32) -> Vec<f32> {
        let layers = self
            .layers
            .iter()
            .chain(head.iter().flat_map(|head| &head.layers));
        let mut params = vec![0.0; head.map_or(self.params, |head| head.params)];
        for (index, layer) in (0..).zip(layers) {
            let mut rng = Rng::at(seed, Stream::Init, index);
            let deviation = (2.0 / layer.inputs as f64).sqrt() as f32;
            for weight in &mut params[layer.weights..layer.bias] {
                *weight = deviation * rng.normal();
            }
        }
        params
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_lie_one_after_another() {
        let encoder = Encoder::new(64, &[128, 128], 32, Activation::Relu, true);
        assert_eq!(
            encoder.params,
            64 * 128 + 128 + 128 * 128 + 128 + 128 * 32 + 32
        );
        assert_eq!((encoder.input(), encoder.dim()), (64, 32));
        let mut end = 0;
        for layer in &encoder.layers {
            assert_eq!(layer.weights, end);
            assert_eq!(layer.bias, end + layer.inputs * layer.outputs);
            end = layer.bias + layer.outputs;
        }
        assert_eq!(end, encoder.params);
        assert_eq!(encoder.layers[2].activation, Activation::Identity);
    }

    #[test]
    fn no_hidden_layer_is_linear() {
        let encoder = Encoder::new(5, &[], 2, Activation::Gelu, false);
        assert_eq!(encoder.layers.len(), 1);
        assert_eq!(encoder.layers[0].activation, Activation::Identity);
    }

    /// Mean and variance of 16,384 weights: four standard errors are 0.0039 and 0.00069.
    #[test]
    fn initial_weights_have_variance_two_over_inputs() {
        let encoder = Encoder::new(128, &[128], 2, Activation::Relu, true);
        let params = encoder.init(3);
        let first = &params[encoder.layers[0].weights..encoder.layers[0].bias];
        let mean = first.iter().sum::<f32>() / first.len() as f32;
        let variance = first.iter().map(|w| w * w).sum::<f32>() / first.len() as f32;
        assert!(mean.abs() < 0.0039, "{mean}");
        assert!((variance - 2.0 / 128.0).abs() < 0.000_69, "{variance}");
        assert!(
            params[encoder.layers[0].bias..encoder.layers[1].weights]
                .iter()
                .all(|&b| b == 0.0)
        );
        assert_eq!(params, encoder.init(3));
        assert_ne!(params, encoder.init(4));
    }

    #[test]
    fn a_wider_end_leaves_the_first_layer_as_it_was() {
        let narrow = Encoder::new(6, &[8], 2, Activation::Relu, true).init(1);
        let wide = Encoder::new(6, &[8], 5, Activation::Relu, true).init(1);
        assert_eq!(narrow[..48], wide[..48]);
    }
}
