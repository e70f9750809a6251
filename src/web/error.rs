//! Errors as the API promises them: JavaScript's `Error` with one of a few names.

use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

use crate::compute::Fault;
use crate::experiment::Trouble;

/// An argument that cannot be used.
pub fn input(message: impl AsRef<str>) -> JsValue {
    named("InputError", message.as_ref()).into()
}

/// A link that cannot be read.
pub fn link(message: impl AsRef<str>) -> JsValue {
    named("LinkError", message.as_ref()).into()
}

/// A device that failed: not the user's doing, except where too much memory was asked for.
pub fn fault(fault: Fault) -> JsValue {
    let name = match fault {
        Fault::Memory { .. } => "InputError",
        Fault::Lost(_) | Fault::Device(_) => "DeviceError",
    };
    named(name, &fault.to_string()).into()
}

/// What stopped an experiment; a diverged one also says at which step (the first is 1).
pub fn trouble(trouble: Trouble) -> JsValue {
    match trouble {
        Trouble::Input(message) => input(message),
        Trouble::Fault(why) => fault(why),
        Trouble::Diverged { step, message } => {
            let error = named("DivergedError", &message);
            // Fails only on frozen objects.
            let _ = Reflect::set(&error, &"step".into(), &step.into());
            error.into()
        }
    }
}

fn named(name: &str, message: &str) -> Error {
    let error = Error::new(message);
    error.set_name(name);
    error
}
