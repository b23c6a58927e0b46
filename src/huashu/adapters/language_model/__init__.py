"""A language model of the user's, behind the protocol that most of them speak; nothing needs one."""

from huashu.adapters.language_model.chat import ChatModel, ModelNonsense, ModelRefused, ModelUnreachable

__all__ = ["ChatModel", "ModelNonsense", "ModelRefused", "ModelUnreachable"]
