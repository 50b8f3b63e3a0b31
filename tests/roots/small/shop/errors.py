"""What can go wrong."""


class ShopError(Exception):
    """Base of all errors of the shop."""


class OutOfStock(ShopError, LookupError):
    """Nothing left of an article.

    :param article: its number.
    """

    def __init__(self, article: str) -> None:
        super().__init__(article)
        self.article = article


try:
    import requests
except ImportError:

    class HttpError(ShopError):
        """Stands in where requests is missing."""

else:

    class HttpError(ShopError, requests.RequestException):
        """The supplier did not answer."""
