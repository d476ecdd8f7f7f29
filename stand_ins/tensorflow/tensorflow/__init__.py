"""Stands in for TensorFlow, so that Rasa's modules can be imported without it; README.md says why."""

from tensorflow.inert import make_inert

# The submodules that Rasa 3.6 imports by name.
make_inert(
    __name__,
    "keras",
    "keras.backend",
    "keras.callbacks",
    "keras.utils",
    "python",
    "python.eager",
    "python.eager.wrap_function",
    "python.types",
    "python.types.core",
    "types",
    "types.experimental",
)
