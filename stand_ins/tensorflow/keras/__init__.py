"""Stands in for Keras, which comes with TensorFlow, in the same way."""

from tensorflow.inert import make_inert

make_inert(__name__, "utils", "utils.control_flow_util", "utils.tf_utils")
