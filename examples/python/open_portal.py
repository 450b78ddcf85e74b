"""Opens a billing portal with an API key, and prints its URL. Needs nothing but Python 3.9 or newer."""

import json
import os
import sys
import urllib.error
import urllib.request


class BillingPortalError(Exception):
    """An error of the catalogue: `code` for programs, the text for people."""

    def __init__(self, code, message, doc_url):
        super().__init__(message)
        self.code = code
        self.doc_url = doc_url


def open_portal(base_url, api_key, return_url=None, timeout=12):
    """Answers with the URL to send the person to at once: whoever has it is let in."""
    body = {} if return_url is None else {"returnUrl": return_url}
    request = urllib.request.Request(
        f"{base_url}/api/v1/subscriptions/portal/api",
        method="POST",
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {api_key}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            return json.load(response)["url"]
    except urllib.error.HTTPError as answer:
        try:
            error = json.load(answer)["error"]
        except (ValueError, KeyError, TypeError):
            raise answer from None  # not the service's own answer, but that of something in between
        raise BillingPortalError(error["code"], error["message"], error.get("docUrl")) from None


if __name__ == "__main__":
    try:
        print(open_portal(os.environ.get("BILLING_PORTAL_URL", "http://localhost:3000"), os.environ["API_KEY"]))
    except BillingPortalError as error:
        sys.exit(f"{error.code}: {error}\n{error.doc_url}")
