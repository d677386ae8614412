"""Which addresses may be connected to, and that the check is made on the very address connected to."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat
from cryptography.x509.oid import NameOID

from pipeline.adapters.transport import AttemptFailed, Deadline, is_public, resolve
from pipeline.models import Failure


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("127.9.9.9", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("192.0.2.7", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("239.1.1.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", False),
        ("::127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d70e", True),
        ("64:ff9b:1::1", False),
    ],
)
def test_public_addresses(address, public):
    assert is_public(address) is public


def test_no_single_wait_is_longer_than_what_the_deadline_leaves():
    deadline = Deadline()
    deadline.until = time.monotonic() + 5
    assert 0 < deadline.remaining(30) <= 5
    assert deadline.remaining(0.5) == 0.5
    deadline.until = time.monotonic()
    with pytest.raises(AttemptFailed, match="did not finish before the deadline of the request"):
        deadline.remaining(30)


def found(*addresses: str):
    def answer(host: str, port: int, *args: object, **more: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    return answer


def test_a_name_that_leads_inwards_is_refused_and_archived(site, crawl, kit, monkeypatch):
    crawl.connect_to = {}
    monkeypatch.setattr(socket, "getaddrinfo", found("127.0.0.1", "10.0.0.8"))
    (capture,) = crawl.night("/")
    robots = crawl.archived()[0]
    assert robots.failure == Failure.ADDRESS_REFUSED
    assert robots.detail.endswith("leads to 127.0.0.1, 10.0.0.8, which is not an address of the internet")
    assert capture.failure == Failure.ROBOTS_UNREACHABLE
    assert site.heads == []


def test_only_addresses_that_were_checked_are_connected_to(crawl, monkeypatch):
    """A name server that answers differently the second time gains nothing: there is no second look-up."""
    crawl.connect_to = {}
    asked: list[object] = []
    connected: list[object] = []
    answers = iter([found("93.184.215.14", "127.0.0.1")])

    def look_up(host: str, port: int, *args: object, **more: object) -> list[object]:
        asked.append(host)
        return next(answers)(host, port)

    def connect(address: tuple[str, int], *args: object, **more: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    crawl.night("/", attempts=1)
    assert (asked, connected) == (["saeule.demo.test"], ["93.184.215.14"])


def test_an_unknown_name_says_so(crawl, monkeypatch):
    def unknown(*args: object, **more: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    crawl.connect_to = {}
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    crawl.night("/", attempts=2)
    robots = crawl.archived()[:2]
    assert [one.failure for one in robots] == [Failure.DNS, Failure.DNS]
    assert robots[0].detail == (
        "http://saeule.demo.test/robots.txt: the name saeule.demo.test cannot be resolved (Name or service not known)"
    )


def test_a_resolver_that_hangs_does_not_outlast_the_deadline(monkeypatch):
    gate = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: gate.wait(10) and [])
    with pytest.raises(Exception, match=r"the name haengt\.example was not resolved before the deadline") as caught:
        resolve("haengt.example", 80, 0.05)
    gate.set()
    assert caught.value.failure == Failure.TIMEOUT


def test_https_to_a_server_without_tls_says_so(crawl):
    with socket.create_server(("127.0.0.1", 0)) as plain:
        answer_plainly = threading.Thread(target=_answer_plainly, args=(plain,))
        answer_plainly.start()
        crawl.connect_to = {"saeule.demo.test": plain.getsockname()}
        (capture,) = crawl.night("https://saeule.demo.test/", attempts=1)
        answer_plainly.join(10)
    assert crawl.archived()[0].failure == Failure.TLS
    assert "no secure connection to saeule.demo.test" in capture.detail


def _answer_plainly(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.recv(10)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


# ---------------------------------------------------------------- https


@pytest.fixture
def certificate(tmp_path) -> tuple[str, str]:
    """A self-signed certificate for the test host: paths of certificate and key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "saeule.demo.test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("saeule.demo.test")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (tmp_path / "cert.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (tmp_path / "key.pem").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return str(tmp_path / "cert.pem"), str(tmp_path / "key.pem")


def _serve_tls(listener: socket.socket, context: ssl.SSLContext, answers: list[bytes]) -> None:
    connection, _ = listener.accept()
    try:
        with context.wrap_socket(connection, server_side=True) as secured:
            for answer in answers:
                secured.recv(65536)
                secured.sendall(answer)
    except OSError:
        connection.close()


@pytest.mark.parametrize("trusted", [True, False])
def test_https_needs_a_certificate_that_is_trusted(crawl, kit, certificate, monkeypatch, trusted):
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    answers = [kit.page("", "404 Not Found"), kit.page("geheim")]
    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = threading.Thread(target=_serve_tls, args=(listener, context, answers), daemon=True)
        serving.start()
        crawl.connect_to = {"saeule.demo.test": listener.getsockname()}
        (capture,) = crawl.night("https://saeule.demo.test/", attempts=1)
        serving.join(10)
    if trusted:
        assert capture.body == b"geheim"
    else:
        assert crawl.archived()[0].failure == Failure.TLS
        assert "certificate verify failed" in capture.detail
