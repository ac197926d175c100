"""A mail to send, and its letterhead."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from digest.send.letterhead import Letterhead
from digest.send.message import PLACEHOLDER, Template, template

LETTERHEAD = Letterhead(
    list_id="lettre.boussole.example",
    archive="https://boussole.example/archives",
    help="aide@boussole.example",
    unsubscribe_url="https://boussole.example/fin?t={token}&l=fr",
    unsubscribe_mailto="fin@boussole.example",
    return_path="retours@boussole.example",
    feedback="2025-09-27:lettre:digest:boussole.example",
    postal="12 rue du Compas\n69001 Lyon",
)
LINK = LETTERHEAD.unsubscribe_url.replace("{token}", PLACEHOLDER)
TEXT = f"Bonjour à tous…\n\n.un point seul\n.\nSe désabonner : {LINK}\n12 rue du Compas, 69001 Lyon\nà bientôt \n"
HTML = (
    f"<p>Très long {'œuf ' * 300}</p>\n<a href='{LINK.replace('&', '&amp;')}'>Se désabonner</a>"
    f"<!-- {LINK} --><p>12 rue du&nbsp;Compas<br>69001 Lyon</p><p>fin</p>\n"
)


def eml(
    subject: str = "Été : l’IA à l’épreuve, et une suite assez longue pour être pliée",
) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = subject
    mail["From"] = "La Boussole <lettre@boussole.example>"
    mail["Reply-To"] = "redaction@boussole.example"
    mail["Message-ID"] = "<draft@boussole.example>"
    mail["X-Unsent"] = "1"
    mail.set_content(TEXT, cte="quoted-printable")
    mail.add_alternative(HTML, subtype="html", cte="quoted-printable")
    return mail.as_bytes()


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9


def illustrated() -> bytes:
    """The same with a picture that travels in it."""
    mail = message_from_bytes(eml(), policy=SMTP)
    html = mail.get_body(("html",))
    html.add_related(PICTURE, "image", "png", cid="<vue.png@pictures>", disposition="inline")
    return mail.as_bytes()


def letter() -> Template:
    return template(eml(), LETTERHEAD)
