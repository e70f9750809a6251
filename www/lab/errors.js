// Errors that the API promises, by name; their messages are whole sentences.

/**
 * An argument that cannot be used: which one, what it was, what would be right.
 * @param {string} message
 */
export function inputError(message) {
  return named("InputError", message);
}

/**
 * @param {string} name
 * @param {string} message
 * @param {object} [details] more properties, such as the step at which a run diverged
 */
export function named(name, message, details = {}) {
  const error = new Error(message);
  error.name = name;
  return Object.assign(error, details);
}

/**
 * @typedef {{ name: string, message: string, [detail: string]: unknown }} Description
 */

/**
 * What of an error can cross to another thread: a clone keeps neither its name nor its details.
 * @param {unknown} error
 * @returns {Description}
 */
export function describe(error) {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  return { ...error, name: error.name, message: error.message };
}

/**
 * The other half of `describe`.
 * @param {Description} description
 */
export function revive({ name, message, ...details }) {
  return named(name, message, details);
}
