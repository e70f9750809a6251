//! Plain JavaScript objects with typed arrays in them, built field by field.

use js_sys::{Float32Array, Object, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::JsValue;

/// An object under construction.
pub struct Fields(Object);

impl Fields {
    pub fn new() -> Fields {
        Fields(Object::new())
    }

    pub fn set(self, key: &str, value: impl Into<JsValue>) -> Fields {
        // Fails only on frozen objects and proxies; this one is neither.
        let _ = Reflect::set(&self.0, &JsValue::from_str(key), &value.into());
        self
    }

    pub fn floats(self, key: &str, values: &[f32]) -> Fields {
        self.set(key, Float32Array::from(values))
    }

    pub fn indices(self, key: &str, values: &[u32]) -> Fields {
        self.set(key, Uint32Array::from(values))
    }

    pub fn bytes(self, key: &str, values: &[u8]) -> Fields {
        self.set(key, Uint8Array::from(values))
    }

    pub fn done(self) -> JsValue {
        self.0.into()
    }
}

impl Default for Fields {
    fn default() -> Fields {
        Fields::new()
    }
}
