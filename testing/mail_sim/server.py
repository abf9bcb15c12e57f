"""An SMTP server for tests: keeps every message it takes as a JSON file in a folder, refuses whoever is named for it.

refuse@… is answered 550, busy@… is answered 451. With `starttls` it speaks TLS only, by a certificate that ca.pem in the folder
vouches for, and lets in who shows the password.
"""

import email
import email.policy
import json
import os
import ssl
import sys

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

folder, manner = sys.argv[1], sys.argv[2]


class Keeper:
    def __init__(self):
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "refuse":
            return "550 5.1.1 no such mailbox"
        if name == "busy":
            return "451 4.3.0 come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.count += 1
        kept = {
            "mail_from": envelope.mail_from,
            "rcpt_tos": envelope.rcpt_tos,
            "tls": session.ssl is not None,
            "user": session.auth_data.login.decode() if session.auth_data else None,
            "headers": {name.lower(): str(value) for name, value in message.items()},
            "text": message.get_body(("plain",)).get_content(),
            "attachments": [
                {"name": part.get_filename(), "kind": part.get_content_type(), "bytes": list(part.get_content())}
                for part in message.iter_attachments()
            ],
        }
        path = os.path.join(folder, f"{self.count:06}.json")
        with open(path + ".part", "w", encoding="utf-8") as file:
            json.dump(kept, file)
        os.rename(path + ".part", path)
        return "250 taken"


def authenticator(server, session, envelope, mechanism, data):
    right = isinstance(data, LoginPassword) and data.login == b"moa" and data.password == b"a password for mail"
    return AuthResult(success=right, handled=right, auth_data=data)


options = {}
if manner == "starttls":
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(os.path.join(folder, "ca.pem"))
    options = {
        "tls_context": context,
        "require_starttls": True,
        "authenticator": authenticator,
        "auth_required": True,
        "auth_require_tls": True,
    }

class AnyPort(Controller):
    """Listens at a port that is free; which one is known only once it listens."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


controller = AnyPort(Keeper(), hostname="127.0.0.1", port=0, ready_timeout=30, **options)
controller.start()
print(controller.port, flush=True)
# Ends with whoever started it: its standard input is closed then.
sys.stdin.read()
controller.stop()
